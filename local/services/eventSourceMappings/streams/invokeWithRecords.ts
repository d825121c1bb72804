import { AwsError } from '../../../platform/AwsError.ts';
import type { StreamEntry } from '../../dynamodb/DynamoDb.ts';
import type { InvocationResult } from '../../lambda/Lambda.ts';
import { parseBatchResponse } from '../parseBatchResponse.ts';
import { pollerCall } from '../pollerCall.ts';
import type { StreamDelivery } from './StreamDelivery.ts';

/** How an invocation ended: records before `firstFailed` are done, none of them where it is 0. */
export type StreamOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly firstFailed: number; readonly result: InvocationResult }
  /** The function was never run. */
  | { readonly kind: 'refused'; readonly error: AwsError };

export async function invokeWithRecords(
  delivery: StreamDelivery,
  entries: readonly StreamEntry[],
): Promise<StreamOutcome> {
  const {
    context: { world, lambda },
    mapping,
  } = delivery;
  const call = pollerCall(world, mapping, entries[0]!.traceId);
  try {
    const result = await lambda.invoke(
      mapping.functionArn,
      { Records: entries.map(({ record }) => record) },
      call,
    );
    return judge(delivery, entries, result);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { kind: 'refused', error };
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html */
function judge(
  { mapping }: StreamDelivery,
  entries: readonly StreamEntry[],
  result: InvocationResult,
): StreamOutcome {
  if (result.functionError) return { kind: 'failed', firstFailed: 0, result };
  if (!mapping.reportBatchItemFailures) return { kind: 'done' };
  const places = new Map(entries.map(({ record }, place) => [record.dynamodb.SequenceNumber, place]));
  const response = parseBatchResponse(result.payload, (identifier) => places.has(identifier));
  if ('invalid' in response) return { kind: 'failed', firstFailed: 0, result };
  if (response.failed.length === 0) return { kind: 'done' };
  return {
    kind: 'failed',
    firstFailed: Math.min(...response.failed.map((number) => places.get(number)!)),
    result,
  };
}
