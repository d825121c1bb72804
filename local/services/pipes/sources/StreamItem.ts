import type { StreamEntry } from '../../dynamodb/DynamoDb.ts';
import type { PipeItem } from '../PipeItem.ts';

/** A stream's record as a pipe carries it. */
export interface StreamItem extends PipeItem {
  readonly record: StreamEntry['record'];
}

export const streamItemOf = ({ record, traceId }: StreamEntry): StreamItem => ({
  id: record.eventID,
  record,
  event: record as unknown as Record<string, unknown>,
  traceId,
});
