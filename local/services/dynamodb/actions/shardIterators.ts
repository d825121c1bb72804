import { AwsError } from '../../../platform/AwsError.ts';
import type { StreamRecord } from '../DynamoDb.ts';
import type { Operation } from '../Engine.ts';
import { endPosition, positionOf, type StreamState } from '../streams/StreamState.ts';

interface GetShardIteratorInput {
  readonly StreamArn: string;
  readonly ShardId: string;
  readonly ShardIteratorType: string;
  readonly SequenceNumber?: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
export const getShardIterator: Operation<GetShardIteratorInput> = ({ streams, world }, input) => {
  const stream = streams.stateOf(input.StreamArn);
  if (input.ShardId !== stream.shardId)
    throw new AwsError(
      'ResourceNotFoundException',
      `Requested resource not found: Shard does not exist: ${input.ShardId}`,
    );
  const iterator = {
    streamArn: stream.arn,
    position: startPosition(stream, input),
    issuedAt: world.clock.now(),
  };
  return { ShardIterator: encodeIterator(iterator) };
};

function startPosition(
  stream: StreamState,
  { ShardIteratorType, SequenceNumber }: GetShardIteratorInput,
): number {
  switch (ShardIteratorType) {
    case 'TRIM_HORIZON':
      return stream.trimmed;
    case 'LATEST':
      return endPosition(stream);
    case 'AT_SEQUENCE_NUMBER':
      return retainedPosition(stream, SequenceNumber);
    case 'AFTER_SEQUENCE_NUMBER':
      return retainedPosition(stream, SequenceNumber) + 1;
    default:
      throw new AwsError(
        'ValidationException',
        `1 validation error detected: Value '${ShardIteratorType}' at 'shardIteratorType' failed to satisfy constraint: ` +
          'Member must satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_SEQUENCE_NUMBER, TRIM_HORIZON]',
      );
  }
}

function retainedPosition(stream: StreamState, sequenceNumber: string | undefined): number {
  if (!/^\d{21,40}$/.test(String(sequenceNumber)))
    throw new AwsError('ValidationException', `Invalid SequenceNumber: ${String(sequenceNumber)}`);
  const position = positionOf(String(sequenceNumber));
  if (position < stream.trimmed)
    throw new AwsError('TrimmedDataAccessException', 'The sequence number is older than the trim horizon');
  return position;
}

const MOST_RECORDS = 1000;

interface GetRecordsInput {
  readonly ShardIterator: string;
  readonly Limit?: number;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html */
export const getRecords: Operation<GetRecordsInput> = (
  { streams, world },
  { ShardIterator, Limit = MOST_RECORDS },
) => {
  if (!(Limit >= 1 && Limit <= MOST_RECORDS))
    throw new AwsError('ValidationException', `Limit must be 1 to ${MOST_RECORDS}`);
  const { streamArn, position } = decodeIterator(ShardIterator, world.clock.now());
  const stream = streams.stateOf(streamArn);
  if (position < stream.trimmed)
    throw new AwsError('TrimmedDataAccessException', 'The records at this iterator were trimmed');

  const batch = streams.read(streamArn, position, Limit);
  const drained = stream.ended && batch.position >= endPosition(stream);
  return {
    Records: batch.records.map(({ record }) => toApiRecord(record)),
    ...(!drained && {
      NextShardIterator: encodeIterator({ streamArn, position: batch.position, issuedAt: world.clock.now() }),
    }),
  };
};

/** The record as this API returns it, without the stream's ARN. */
function toApiRecord({ eventSourceARN: _stream, ...record }: StreamRecord): object {
  return record;
}

/** A place in a stream, as a shard iterator carries it. */
export interface ShardIterator {
  readonly streamArn: string;
  readonly position: number;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
const VALID_MS = 15 * 60 * 1000;

const encodeIterator = ({ streamArn, position, issuedAt }: ShardIterator) =>
  `${streamArn}|1|${Buffer.from(JSON.stringify([position, issuedAt])).toString('base64')}`;

function decodeIterator(text: unknown, now: number): ShardIterator {
  const [streamArn, version, place] = String(text).split('|');
  if (!streamArn || version !== '1' || !place) throw invalidIterator();
  const [position, issuedAt] = parsePlace(place);
  if (now - issuedAt > VALID_MS)
    throw new AwsError(
      'ExpiredIteratorException',
      'The shard iterator has expired. Shard iterators are only valid for 15 minutes',
    );
  return { streamArn, position, issuedAt };
}

function parsePlace(place: string): [number, number] {
  try {
    // What `encodeIterator` wrote.
    return JSON.parse(Buffer.from(place, 'base64').toString()) as [number, number];
  } catch {
    throw invalidIterator();
  }
}

const invalidIterator = () => new AwsError('ValidationException', 'Invalid ShardIterator');
