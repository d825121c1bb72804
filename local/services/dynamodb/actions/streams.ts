import type { Operation } from '../Engine.ts';
import { endPosition, sequenceNumber, type StreamState } from '../streams/StreamState.ts';

const MOST_STREAMS = 100;

interface ListStreamsInput {
  readonly TableName?: string;
  readonly Limit?: number;
  readonly ExclusiveStartStreamArn?: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html */
export const listStreams: Operation<ListStreamsInput> = (
  { streams },
  { TableName, Limit = MOST_STREAMS, ExclusiveStartStreamArn },
) => {
  const ofTable = streams.all().filter(({ tableName }) => TableName === undefined || tableName === TableName);
  const first = ofTable.findIndex(({ arn }) => arn === ExclusiveStartStreamArn) + 1;
  const page = ofTable.slice(first, first + Limit);
  return {
    Streams: page.map(({ arn, tableName, label }) => ({
      StreamArn: arn,
      TableName: tableName,
      StreamLabel: label,
    })),
    ...(first + page.length < ofTable.length && { LastEvaluatedStreamArn: page.at(-1)?.arn }),
  };
};

interface DescribeStreamInput {
  readonly StreamArn: string;
  readonly ExclusiveStartShardId?: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html */
export const describeStream: Operation<DescribeStreamInput> = (
  { streams },
  { StreamArn, ExclusiveStartShardId },
) => {
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
    ...(stream.ended && { EndingSequenceNumber: sequenceNumber(Math.max(endPosition(stream) - 1, 0)) }),
  },
});
