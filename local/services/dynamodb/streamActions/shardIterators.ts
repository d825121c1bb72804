import { AwsError } from '../../../platform/AwsError.ts';

/** A place in a stream, as a shard iterator carries it. */
export interface ShardIterator {
  readonly streamArn: string;
  readonly position: number;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
const VALID_MS = 15 * 60 * 1000;

export const encodeIterator = ({ streamArn, position, issuedAt }: ShardIterator) =>
  `${streamArn}|1|${Buffer.from(JSON.stringify([position, issuedAt])).toString('base64')}`;

export function decodeIterator(text: unknown, now: number): ShardIterator {
  const [streamArn, version, place] = String(text).split('|');
  if (!streamArn || version !== '1' || !place) throw invalid();
  const [position, issuedAt] = parse(place);
  if (now - issuedAt > VALID_MS)
    throw new AwsError(
      'ExpiredIteratorException',
      'The shard iterator has expired. Shard iterators are only valid for 15 minutes',
    );
  return { streamArn, position, issuedAt };
}

function parse(place: string): [number, number] {
  try {
    return JSON.parse(Buffer.from(place, 'base64').toString());
  } catch {
    throw invalid();
  }
}

const invalid = () => new AwsError('ValidationException', 'Invalid ShardIterator');
