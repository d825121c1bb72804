import { AwsError } from '../../../platform/AwsError.ts';
import type { Operation } from '../Engine.ts';
import { endOf, positionOf, type StreamState } from '../streams/StreamState.ts';
import { encodeIterator } from './shardIterators.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
export const getShardIterator: Operation = ({ streams, world }, input) => {
  const stream = streams.stateOf(input.StreamArn);
  if (input.ShardId !== stream.shardId)
    throw new AwsError(
      'ResourceNotFoundException',
      `Requested resource not found: Shard does not exist: ${input.ShardId}`,
    );
  const iterator = { streamArn: stream.arn, position: startOf(stream, input), issuedAt: world.clock.now() };
  return { ShardIterator: encodeIterator(iterator) };
};

function startOf(stream: StreamState, { ShardIteratorType, SequenceNumber }: any): number {
  switch (ShardIteratorType) {
    case 'TRIM_HORIZON':
      return stream.trimmed;
    case 'LATEST':
      return endOf(stream);
    case 'AT_SEQUENCE_NUMBER':
      return keptPosition(stream, SequenceNumber);
    case 'AFTER_SEQUENCE_NUMBER':
      return keptPosition(stream, SequenceNumber) + 1;
    default:
      throw new AwsError(
        'ValidationException',
        `1 validation error detected: Value '${ShardIteratorType}' at 'shardIteratorType' failed to satisfy constraint: ` +
          'Member must satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_SEQUENCE_NUMBER, TRIM_HORIZON]',
      );
  }
}

function keptPosition(stream: StreamState, sequenceNumber: unknown): number {
  if (!/^\d{21,40}$/.test(String(sequenceNumber)))
    throw new AwsError('ValidationException', `Invalid SequenceNumber: ${sequenceNumber}`);
  const position = positionOf(String(sequenceNumber));
  if (position < stream.trimmed)
    throw new AwsError('TrimmedDataAccessException', 'The sequence number is older than the trim horizon');
  return position;
}
