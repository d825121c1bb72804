import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import { generateClient } from 'aws-amplify/api';
import { fetchAuthSession } from 'aws-amplify/auth';
import { ApiError } from './ApiError.ts';

/** An operation of a `.graphql` file, with the types of its answer and its variables. */
export type Operation<Answer, Variables> = DocumentTypeDecoration<Answer, Variables> & { toString(): string };

/** What aws-amplify returns of a query or a mutation, and throws where there are errors. */
interface Result {
  readonly data: unknown;
  readonly errors?: readonly ConstructorParameters<typeof ApiError>[0][];
}

interface Deliveries {
  subscribe(observer: { next(result: Result): void; error(error: unknown): void }): { unsubscribe(): void };
}

const client = generateClient();

export interface SendOptions {
  /**
   * Whether the request has to say which address the user pool has verified. Only the ID token does; aws-amplify sends the access
   * token: https://github.com/aws-amplify/amplify-js/issues/4751
   * @default false
   */
  readonly provesAddress?: boolean;
}

/** Sends a query or a mutation as the person who is signed in. Throws `ApiError`. */
export async function send<Answer, Variables>(
  operation: Operation<Answer, Variables>,
  variables: Variables,
  { provesAddress = false }: SendOptions = {},
): Promise<Answer> {
  try {
    // Untyped, because aws-amplify derives no types from documents like ours; those of the operation are the schema's.
    const { data } = (await client.graphql({
      query: String(operation),
      variables: { ...variables },
      ...(provesAddress && { authToken: await idToken() }),
    })) as Result;
    // The type that was generated with the operation.
    return data as Answer;
  } catch (thrown) {
    throw ApiError.from(thrown);
  }
}

const idToken = async () => (await fetchAuthSession()).tokens?.idToken?.toString() ?? '';

/** Each makes one of the present subscriptions anew. */
const renewals = new Set<() => void>();

/** Begins all subscriptions anew, also those that were refused when the server went away. */
export function beginSubscriptionsAgain(): void {
  for (const renew of renewals) renew();
}

/** Calls `onData` with each delivery until the function that it returns is called. */
export function subscribe<Answer, Variables>(
  operation: Operation<Answer, Variables>,
  variables: Variables,
  { onData, onError }: { onData(answer: Answer): void; onError(error: ApiError): void },
): () => void {
  const begin = () => {
    // As above; of a subscription it returns an observable.
    const deliveries = client.graphql({
      query: String(operation),
      variables: { ...variables },
    }) as unknown as Deliveries;
    return deliveries.subscribe({
      // The type that was generated with the operation.
      next: ({ data }) => onData(data as Answer),
      error: (error) => onError(ApiError.from(error)),
    });
  };
  let subscription = begin();
  const renew = () => {
    subscription.unsubscribe();
    subscription = begin();
  };
  renewals.add(renew);
  return () => {
    renewals.delete(renew);
    subscription.unsubscribe();
  };
}
