import { AwsError } from '../../platform/AwsError.ts';
import { invariant, OperatorError } from '../../platform/errors.ts';
import type { World } from '../../platform/World.ts';
import type { StreamEntry } from '../dynamodb/DynamoDb.ts';
import type { InvocationResult } from '../lambda/Lambda.ts';
import { parseBatchResponse } from '../polling/parseBatchResponse.ts';
import type { Poller } from '../polling/startPoller.ts';
import { startStreamPoller } from '../polling/startStreamPoller.ts';
import type { Discarded, StreamDelivery } from '../polling/StreamConsumer.ts';
import {
  type EventSourceMapping,
  mappingCall,
  type MappingContext,
  sourceCall,
} from './EventSourceMappings.ts';

/** Invokes a function with a table's stream: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export function startStreamMapping(context: MappingContext, mapping: EventSourceMapping): Poller {
  const { functionArn, eventSourceArn, startingPosition, batchSize, maximumBatchingWindowMs, filters } =
    mapping;
  if (!startingPosition)
    throw new OperatorError(`The event source mapping of ${eventSourceArn} needs a StartingPosition.`);
  return startStreamPoller<InvocationResult>(context, {
    name: functionArn,
    source: functionArn,
    streamArn: eventSourceArn,
    startingPosition,
    batchSize,
    maximumBatchingWindowMs,
    filters,
    maximumRetryAttempts: mapping.maximumRetryAttempts ?? -1,
    maximumRecordAgeSeconds: mapping.maximumRecordAgeSeconds ?? -1,
    expiredCondition: 'RecordAgeExceeded',
    bisectBatchOnError: mapping.bisectBatchOnFunctionError ?? false,
    onFailureArn: mapping.onFailureArn,
    deliver: (entries) => invoke(context, mapping, entries),
    onFailureContext: (discarded) => invocationContext(context.world, mapping, discarded),
    callFor: (traceId) => sourceCall(context, mapping, traceId),
  });
}

async function invoke(
  { world, lambda }: MappingContext,
  mapping: EventSourceMapping,
  entries: readonly StreamEntry[],
): Promise<StreamDelivery<InvocationResult>> {
  const batch = entries.map(({ traceId }) => ({ traceId }));
  const call = { ...mappingCall(world, mapping, entries[0]?.traceId), batch };
  const event = { Records: entries.map(({ record }) => record) };
  try {
    const response = await lambda.invoke(mapping.functionArn, event, call);
    return { attempted: true, remaining: remainingOf(mapping, entries, response), response };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // Lambda refused the invocation, so the function never ran.
    return { attempted: false, remaining: entries };
  }
}

/**
 * Returns the records from the first failed one on; all where the response cannot be understood.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
function remainingOf(
  { reportBatchItemFailures }: EventSourceMapping,
  entries: readonly StreamEntry[],
  { payload, functionError }: InvocationResult,
): readonly StreamEntry[] {
  if (functionError) return entries;
  if (!reportBatchItemFailures) return [];
  const places = new Map(entries.map(({ record }, place) => [record.dynamodb.SequenceNumber, place]));
  const response = parseBatchResponse(payload, (identifier) => places.has(identifier));
  if ('invalid' in response) return entries;
  const failed = response.failed.map((sequenceNumber) => {
    const place = places.get(sequenceNumber);
    invariant(place !== undefined, 'A batch response names only records of its batch');
    return place;
  });
  return failed.length === 0 ? [] : entries.slice(Math.min(...failed));
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
const invocationContext = (
  { random }: World,
  { functionArn }: EventSourceMapping,
  { condition, attempts, response }: Discarded<InvocationResult>,
) => ({
  requestContext: {
    requestId: response?.requestId ?? random.uuid(),
    functionArn,
    condition,
    approximateInvokeCount: attempts,
  },
  ...(response && {
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: response.functionError ?? null,
    },
  }),
});
