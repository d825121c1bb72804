import type { Operation } from '../Engine.ts';
import { endOf, sequenceNumber, type StreamState } from '../streams/StreamState.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html */
export const describeStream: Operation = ({ streams }, { StreamArn, ExclusiveStartShardId }) => {
  const stream = streams.stateOf(StreamArn);
  return {
    StreamDescription: {
      StreamArn: stream.arn,
      StreamLabel: stream.label,
      StreamStatus: stream.ended ? 'DISABLED' : 'ENABLED',
      StreamViewType: stream.viewType,
      CreationRequestDateTime: stream.openedAt / 1000,
      TableName: stream.tableName,
      KeySchema: stream.keySchema,
      Shards: ExclusiveStartShardId === stream.shardId ? [] : [shardOf(stream)],
    },
  };
};

const shardOf = (stream: StreamState) => ({
  ShardId: stream.shardId,
  SequenceNumberRange: {
    StartingSequenceNumber: sequenceNumber(0),
    ...(stream.ended && { EndingSequenceNumber: sequenceNumber(Math.max(endOf(stream) - 1, 0)) }),
  },
});
