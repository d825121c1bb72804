import {
  keepPreviousData,
  QueryClient,
  skipToken,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { ApiError } from './ApiError.ts';
import { type Operation, send, type SendOptions, subscribe } from './graphql.ts';
import { watchConnection } from './connection.ts';
import { type Part, readAll } from './readAll.ts';

/** What is fetched again at once where several subscriptions begin together, in milliseconds. */
const CATCH_UP_AFTER = 50;

/** Answers of queries, for one person. */
export const createCache = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      // Subscriptions say when something changed.
      queries: { staleTime: Infinity, refetchOnWindowFocus: false, retry: 2 },
    },
  });

/** Fetches all answers again whenever a subscription begins, until it is stopped. */
export function keepCaughtUp(cache: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = watchConnection(() => {
    clearTimeout(timer);
    timer = setTimeout(() => void cache.invalidateQueries(), CATCH_UP_AFTER);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

const nameOf = (operation: { toString(): string }) =>
  /^\s*(?:query|mutation|subscription)\s+(\w+)/.exec(String(operation))?.[1] ?? String(operation);

export interface DataOptions {
  /** Whether the answer to the variables before is shown until there is one to these. @default false */
  readonly keepPrevious?: boolean;
}

/** What a query answers, kept under its name and variables. Pass `null` instead of variables to wait. */
export function useData<Answer, Variables extends object>(
  operation: Operation<Answer, Variables>,
  variables: Variables | null,
  { keepPrevious = false }: DataOptions = {},
) {
  return useQuery<Answer, ApiError>({
    ...(keepPrevious && { placeholderData: keepPreviousData }),
    queryKey: [nameOf(operation), variables],
    queryFn: variables === null ? skipToken : () => send(operation, variables),
  });
}

/** The variables of an operation that is sent again for what follows. */
interface Continued {
  nextToken?: string | null | undefined;
}

function from<Variables extends Continued>(
  variables: Omit<Variables, 'nextToken'>,
  nextToken: string | null,
): Variables {
  // What was left out is put in.
  return { ...variables, nextToken } as Variables;
}

/**
 * A list of which one part after another is fetched, each when `showMore` is called, which there is as long as more follow. What
 * changed is found by fetching the parts that are shown one after another, each from where the one before it ends now.
 */
export function useParts<Answer, Variables extends Continued, Item>(
  operation: Operation<Answer, Variables>,
  variables: Omit<Variables, 'nextToken'>,
  partOf: (answer: Answer) => Part<Item>,
) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery<
    Answer,
    ApiError,
    { readonly pages: readonly Answer[] },
    readonly unknown[],
    string | null
  >({
    queryKey: [nameOf(operation), variables, 'parts'],
    queryFn: ({ pageParam }) => send(operation, from(variables, pageParam)),
    initialPageParam: null,
    getNextPageParam: (last) => partOf(last).nextToken,
  });
  return {
    items: data?.pages.flatMap((page) => partOf(page).items),
    error,
    refetch,
    isShowingMore: isFetchingNextPage,
    showMore: hasNextPage ? () => void fetchNextPage() : undefined,
  };
}

/** All of a list, for `useQuery` or `useQueries`. */
export const queryOfAll = <Answer, Variables extends Continued, Item>(
  operation: Operation<Answer, Variables>,
  variables: Omit<Variables, 'nextToken'>,
  partOf: (answer: Answer) => Part<Item>,
) => ({
  queryKey: [nameOf(operation), variables, 'all'],
  queryFn: () => readAll(async (nextToken) => partOf(await send(operation, from(variables, nextToken)))),
});

/** All of a list: for those in which what somebody looks for may be at the end. */
export const useAll = <Answer, Variables extends Continued, Item>(
  operation: Operation<Answer, Variables>,
  variables: Omit<Variables, 'nextToken'>,
  partOf: (answer: Answer) => Part<Item>,
) => useQuery<Item[], ApiError>(queryOfAll(operation, variables, partOf));

/**
 * A mutation to be sent by `mutate`. Nothing is shown before it is stored: once it was answered, the queries in `refresh`
 * (all, where it is absent) are fetched again.
 */
export function useSend<Answer, Variables extends object>(
  operation: Operation<Answer, Variables>,
  refresh?: readonly Operation<unknown, never>[],
  options?: SendOptions,
) {
  const cache = useQueryClient();
  return useMutation<Answer, ApiError, Variables>({
    mutationFn: (variables) => send(operation, variables, options),
    // Without a connection it is refused at once. By default it is kept and sent later, and then decides on what nobody sees
    // any more: https://tanstack.com/query/latest/docs/framework/react/guides/network-mode
    networkMode: 'always',
    // Nothing was done: another transaction was in the way, as those of one person may be.
    retry: (failures, { errorType }) => errorType === 'TryAgain' && failures < 3,
    onSettled: () => refetch(cache, refresh),
  });
}

/** Follows a subscription while the component is shown. Pass `null` instead of variables to wait. */
export function useSubscription<Answer, Variables extends object>(
  operation: Operation<Answer, Variables>,
  variables: Variables | null,
  onData: (answer: Answer) => void,
): void {
  const deliver = useEffectEvent(onData);
  const key = JSON.stringify(variables);
  useEffect(() => {
    // What was written as JSON above.
    const known = JSON.parse(key) as Variables | null;
    if (known === null) return undefined;
    return subscribe(operation, known, { onData: deliver, onError: (error) => console.error(error.message) });
  }, [operation, key]);
}

/** Returns a function that fetches queries again. */
export function useRefetch(): (...operations: readonly Operation<unknown, never>[]) => void {
  const cache = useQueryClient();
  return (...operations) => void refetch(cache, operations);
}

const refetch = async (cache: QueryClient, operations?: readonly { toString(): string }[]) => {
  if (!operations) return cache.invalidateQueries();
  await Promise.all(
    operations.map((operation) => cache.invalidateQueries({ queryKey: [nameOf(operation)] })),
  );
};
