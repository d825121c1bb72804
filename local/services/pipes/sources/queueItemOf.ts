import type { QueueRecord } from '../../eventSourceMappings/queues/queueRecordOf.ts';
import type { PipeItem } from '../PipeItem.ts';

/**
 * A message as a pipe carries it. Templates and paths see into a body that is JSON.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html#input-transform-implicit
 */
export const queueItemOf = (record: QueueRecord, traceId: string): PipeItem => ({
  id: record.messageId,
  record,
  event: { ...record, body: parsed(record.body) },
  traceId,
});

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
