import { z } from 'zod';
import { parseDynamoDbInput } from '../errors.ts';
import { recordsRequest, shardIteratorRequest } from './inputs.ts';
import { AwsError } from '../../../platform/AwsError.ts';
import type { StreamRecord } from '../DynamoDb.ts';
import type { Operation } from '../Engine.ts';
import { endPosition, positionOf, type StreamState } from '../streams/StreamState.ts';

type ShardIteratorRequest = z.output<typeof shardIteratorRequest>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
export const getShardIterator: Operation = ({ streams, world }, request) => {
  const input = parseDynamoDbInput(shardIteratorRequest, request);
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
  { ShardIteratorType, SequenceNumber }: ShardIteratorRequest,
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

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html */
export const getRecords: Operation = ({ streams, world }, input) => {
  const { ShardIterator, Limit = MOST_RECORDS } = parseDynamoDbInput(recordsRequest, input);
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

function decodeIterator(text: string, now: number): ShardIterator {
  const [streamArn, version, encoded] = text.split('|');
  if (!streamArn || version !== '1' || !encoded) throw invalidIterator();
  const [position, issuedAt] = parsePlace(encoded);
  if (now - issuedAt > VALID_MS)
    throw new AwsError(
      'ExpiredIteratorException',
      'The shard iterator has expired. Shard iterators are only valid for 15 minutes',
    );
  return { streamArn, position, issuedAt };
}

/** What `encodeIterator` wrote: a position and a moment. */
const place = z.tuple([z.number().int().min(0), z.number().int().min(0)]);

function parsePlace(text: string): [number, number] {
  try {
    const parsed = place.safeParse(JSON.parse(Buffer.from(text, 'base64').toString()));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalidIterator();
}

const invalidIterator = () => new AwsError('ValidationException', 'Invalid ShardIterator');
