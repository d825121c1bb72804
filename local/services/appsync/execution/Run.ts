import { type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Clock, Timer } from '../../../platform/Clock.ts';
import type { World } from '../../../platform/World.ts';
import { invariant } from '../../../platform/errors.ts';
import type { Api } from '../Api.ts';
import type { GraphqlError, GraphqlRequest } from '../GraphqlRequest.ts';
import type { Invalidation, SubscriptionFilter } from '../Execution.ts';
import { ResolverError } from '../runtime/ResolverError.ts';
import { coerceVariables, type Variables } from './coerceVariables.ts';
import { type Budget, type CreateBudget, sizeOf } from './createBudget.ts';
import type { OperationDocument } from './createDocumentCache.ts';
import { createErrors, type Errors } from './createErrors.ts';
import type { Selections } from './createSelections.ts';

/** One operation while it is executed. */
export interface Run {
  /** Names the request as the cause of what it does. */
  readonly segmentId: string;
  readonly api: Api;
  readonly schema: GraphQLSchema;
  readonly request: GraphqlRequest;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
  readonly selections: Selections;
  readonly errors: Errors;
  readonly budget: Budget;
  /** Set if what the client sent can make the context of a resolver large: the characters of all variables. */
  readonly largeInput?: number;
  readonly deadline: Deadline;
  /** Calls that siblings make together, by the data source that collects them. */
  readonly batches: Map<object, unknown>;
  /** Resolvers started so far. */
  resolvers: number;
  /** What failed for a fault of ours. The request ends with it. */
  fault?: { readonly error: unknown };
  readonly invalidations: Invalidation[];
  readonly filters: { filter?: SubscriptionFilter; invalidationFilter?: SubscriptionFilter };
}

/** Chosen: characters of a request with which no argument is worth counting. */
const MOST_UNCOUNTED = 2000;

/** Returns a run of `operation`, or the errors for which it cannot start. Throws `AwsError` for variables that cannot be read. */
export function startRun(
  { clock, feed }: World,
  createBudget: CreateBudget,
  api: Api,
  request: GraphqlRequest,
  document: OperationDocument,
  operation: OperationDefinitionNode,
): Run | { readonly refused: readonly GraphqlError[] } {
  if (document.errors.length > 0) return { refused: document.errors };
  const { schema } = api;
  invariant(schema, 'a document was validated against a schema');
  const variablesSize = sizeOf(request.variables, Infinity);
  if (variablesSize === Infinity)
    throw new AwsError('MalformedHttpRequestException', 'Unable to parse GraphQL query.');
  const coerced = coerceVariables(schema, operation, request.variables ?? {});
  if ('error' in coerced) return { refused: [coerced.error] };
  const budget = createBudget();
  return {
    segmentId: feed.newSegmentId(),
    api,
    schema,
    request,
    operation,
    variables: coerced.variables,
    selections: document.selectionsFor(coerced.variables),
    errors: createErrors(budget),
    budget,
    ...(request.query.length + variablesSize > MOST_UNCOUNTED && { largeInput: variablesSize }),
    deadline: createDeadline(clock),
    batches: new Map(),
    resolvers: 0,
    invalidations: [],
    filters: {},
  };
}

/** A run's name in the feed; undefined for an operation that could not start. */
export const segmentOf = (run: ReturnType<typeof startRun>) => ('refused' in run ? undefined : run.segmentId);

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync */
const LONGEST_EXECUTION_MS = 30_000;

/** A request's data sources must answer before it. */
interface Deadline {
  /** Resolves as `work` does, or rejects with `ExecutionTimeout` if that takes too long. */
  race<Value>(work: Promise<Value>): Promise<Value>;
  /** To be called when the request is answered. */
  cancel(): void;
}

/** The timer starts when it is first needed: many requests have no data source that takes time. */
function createDeadline(clock: Clock): Deadline {
  const started = clock.now();
  let timer: Timer | undefined;
  let passed: Promise<never> | undefined;

  const arm = () =>
    new Promise<never>((_, reject) => {
      timer = clock.schedule(started + LONGEST_EXECUTION_MS - clock.now(), () =>
        reject(new ResolverError('Execution timed out.', 'ExecutionTimeout')),
      );
    });

  return {
    race(work) {
      passed ??= arm();
      return Promise.race([work, passed]);
    },
    cancel: () => timer?.cancel(),
  };
}

/** Chosen: how many fields and errors of one request the feed has, and how much of each text. */
const MOST_RECORDED = 100;
const LONGEST_RECORDED = 300;

const abridge = (texts: readonly string[]) =>
  texts.slice(0, MOST_RECORDED).map((text) => text.slice(0, LONGEST_RECORDED));

/** Publishes the record of an answered operation to the feed. */
export function recordRequest(
  { clock, feed }: World,
  { caller, traceId, parentId }: GraphqlRequest,
  { operation, selectionSet }: OperationDefinitionNode,
  errors: readonly GraphqlError[],
  startedAt: number,
  segmentId: string | undefined,
): void {
  feed.publish({
    kind: 'request',
    traceId,
    parentId,
    ...(segmentId !== undefined && { segmentId }),
    operation,
    fields: abridge(
      selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : [])),
    ),
    caller: caller.label,
    errors: abridge(errors.map(({ errorType, message }) => errorType ?? message)),
    durationMs: clock.now() - startedAt,
  });
}
