import { isoTime } from '../../platform/Clock.ts';
import type { StreamRecord } from './DynamoDb.ts';

/** A stream has one shard here, and consumers inside the cloud are not told its name. */
const SHARD_ID = 'shardId-00000000000000000000-00000000';

/** Where records that were given up are, not what they say: https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
export function streamBatchInfo(streamArn: string, records: readonly StreamRecord[]) {
  const first = records[0]!.dynamodb;
  const last = records.at(-1)!.dynamodb;
  return {
    shardId: SHARD_ID,
    startSequenceNumber: first.SequenceNumber,
    endSequenceNumber: last.SequenceNumber,
    approximateArrivalOfFirstRecord: isoTime(first.ApproximateCreationDateTime * 1000),
    approximateArrivalOfLastRecord: isoTime(last.ApproximateCreationDateTime * 1000),
    batchSize: records.length,
    streamArn,
  };
}
