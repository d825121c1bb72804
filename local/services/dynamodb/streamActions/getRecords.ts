import { AwsError } from '../../../platform/AwsError.ts';
import type { StreamRecord } from '../DynamoDb.ts';
import type { Operation } from '../Engine.ts';
import { endOf } from '../streams/StreamState.ts';
import { decodeIterator, encodeIterator } from './shardIterators.ts';

const MOST_RECORDS = 1000;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html */
export const getRecords: Operation = ({ streams, world }, { ShardIterator, Limit = MOST_RECORDS }) => {
  if (!(Limit >= 1 && Limit <= MOST_RECORDS))
    throw new AwsError('ValidationException', `Limit must be 1 to ${MOST_RECORDS}`);
  const { streamArn, position } = decodeIterator(ShardIterator, world.clock.now());
  const stream = streams.stateOf(streamArn);
  if (position < stream.trimmed)
    throw new AwsError('TrimmedDataAccessException', 'The records at this iterator were trimmed');

  const batch = streams.read(streamArn, position, Limit);
  const drained = stream.ended && batch.position >= endOf(stream);
  return {
    Records: batch.records.map(({ record }) => onTheWire(record)),
    ...(!drained && {
      NextShardIterator: encodeIterator({ streamArn, position: batch.position, issuedAt: world.clock.now() }),
    }),
  };
};

/** The record as this API spells it: its stream goes without saying. */
function onTheWire({ eventSourceARN: _stream, ...record }: StreamRecord): object {
  return record;
}
