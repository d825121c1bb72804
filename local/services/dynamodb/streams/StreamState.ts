import type { StreamEntry, StreamViewType } from '../DynamoDb.ts';
import type { KeySchema } from '../tables/Table.ts';

/** One stream: a single shard. */
export interface StreamState {
  readonly arn: string;
  readonly label: string;
  readonly tableName: string;
  readonly keySchema: KeySchema;
  readonly viewType: StreamViewType;
  /** Epoch milliseconds. */
  readonly openedAt: number;
  readonly shardId: string;
  /** Records still kept, oldest first. */
  entries: StreamEntry[];
  /** Position of the first entry: how many were trimmed. */
  trimmed: number;
  ended: boolean;
}

/** Position after the newest record. */
export const endOf = ({ trimmed, entries }: StreamState) => trimmed + entries.length;

/** Digits of fixed length, so that they sort as text and as numbers alike. */
export const sequenceNumber = (position: number) => `1${String(position).padStart(20, '0')}`;

const FIRST_SEQUENCE_NUMBER = 100_000_000_000_000_000_000n;

export const positionOf = (number: string) => Number(BigInt(number) - FIRST_SEQUENCE_NUMBER);
