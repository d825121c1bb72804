import { parseDynamoDbInput } from '../errors.ts';
import { streamRequest, streamsRequest } from './inputs.ts';
import type { Operation } from '../Engine.ts';
import { endPosition, sequenceNumber, type StreamState } from '../streams/StreamState.ts';

const MOST_STREAMS = 100;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html */
export const listStreams: Operation = ({ streams }, input) => {
  const {
    TableName,
    Limit = MOST_STREAMS,
    ExclusiveStartStreamArn,
  } = parseDynamoDbInput(streamsRequest, input);
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

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html */
export const describeStream: Operation = ({ streams }, input) => {
  const { StreamArn, ExclusiveStartShardId } = parseDynamoDbInput(streamRequest, input);
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
