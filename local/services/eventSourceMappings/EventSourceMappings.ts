import type { Actions, Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { newTraceId } from '../../platform/traceIds.ts';
import { assumeUncheckedRole, serviceCall } from '../iam/AssumeRole.ts';
import type { Lambda } from '../lambda/Lambda.ts';
import type { PollerContext } from '../polling/startPoller.ts';

/** Lambda's pollers: each reads a queue or a stream and invokes a function with batches. */
export interface EventSourceMappings {
  /** `GetEventSourceMapping`, `ListEventSourceMappings` and `UpdateEventSourceMapping`. */
  readonly actions: Actions;
  create(mapping: EventSourceMapping): void;
  /** Gives the mapping of that id another configuration. It goes on where it is, once what is under way has ended. */
  update(mapping: EventSourceMapping): void;
  /** What is under way still ends; the place in the stream is forgotten. */
  delete(uuid: string): void;
  /** Begins nothing new and waits for the invocations under way. */
  close(): Promise<void>;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export interface EventSourceMapping {
  readonly uuid: string;
  readonly eventSourceArn: string;
  readonly functionArn: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly maximumBatchingWindowMs: number;
  readonly reportBatchItemFailures: boolean;
  /** Patterns as JSON text, OR-ed; empty for all. */
  readonly filters: readonly string[];
  /** Queues only: batches under way at a time. @default 1 */
  readonly maximumConcurrency?: number;
  /** Streams only. */
  readonly startingPosition?: 'TRIM_HORIZON' | 'LATEST';
  /** Streams only; -1 for as long as the record lives. @default -1 */
  readonly maximumRetryAttempts?: number;
  /** Streams only; seconds, -1 for as long as the record lives. @default -1 */
  readonly maximumRecordAgeSeconds?: number;
  /** Streams only. */
  readonly bisectBatchOnFunctionError?: boolean;
  /** Streams only: ARN of the queue that discarded records are reported to. */
  readonly onFailureArn?: string;
}

/** What event source mappings reach. */
export interface MappingContext extends PollerContext {
  readonly lambda: Lambda;
}

/**
 * A mapping's call to its source, in the name of the function's role: Lambda polls with its permissions. The session's name
 * and the condition keys are chosen. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions
 */
export const sourceCall = (
  { world, lambda, assumeRole = assumeUncheckedRole }: MappingContext,
  { functionArn }: EventSourceMapping,
  traceId = newTraceId(world.clock.now(), world.random),
): Promise<Call> =>
  serviceCall(assumeRole, lambda.roleArnOf(functionArn), {
    service: 'lambda',
    sourceArn: functionArn,
    sessionName: functionArn.split(':')[6] ?? '',
    traceId,
  });

/** A mapping's call to its function, which needs no permission: on behalf of the request that wrote the record, or of a new one where none is known. */
export const mappingCall = (
  { account, clock, random }: World,
  { uuid }: EventSourceMapping,
  traceId?: string,
): Call => ({
  traceId: traceId ?? newTraceId(clock.now(), random),
  principal: {
    arn: `arn:${account.partition}:sts::${account.accountId}:assumed-role/AWSServiceRoleForLambda/${uuid}`,
    accessKeyId: 'AWSServiceRoleForLambda',
  },
});
