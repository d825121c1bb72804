import { HEX } from '../../../platform/Randomness.ts';
import type { World } from '../../../platform/World.ts';
import type { StreamEntry, StreamRecord, StreamViewType } from '../DynamoDb.ts';
import { type AttributeMap, frozenCopyOf } from '../items/AttributeValue.ts';
import { itemSize } from '../items/itemSize.ts';
import type { KeySchema } from '../tables/Table.ts';
import type { ChangedItem, Commit } from '../writes/Write.ts';

/** One stream, which has a single shard. */
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
  /** Epoch milliseconds; absent while it is in use. */
  endedAt?: number;
}

/** Position after the newest record. */
export const endPosition = ({ trimmed, entries }: StreamState) => trimmed + entries.length;

/** Digits of fixed length, so that they sort as text and as numbers alike. */
export const sequenceNumber = (position: number) => `1${String(position).padStart(20, '0')}`;

const FIRST_SEQUENCE_NUMBER = 100_000_000_000_000_000_000n;

export const positionOf = (number: string) => Number(BigInt(number) - FIRST_SEQUENCE_NUMBER);

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html */
export function streamRecord(
  { clock, random, account }: World,
  stream: StreamState,
  change: ChangedItem,
  { userIdentity }: Commit,
): StreamRecord {
  const Keys = frozenCopyOf(change.keys);
  const images = imagesOf(stream.viewType, change);
  return Object.freeze({
    eventID: random.text(32, HEX),
    eventName: change.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: account.region,
    eventSourceARN: stream.arn,
    dynamodb: Object.freeze({
      ApproximateCreationDateTime: Math.floor(clock.now() / 1000),
      Keys,
      ...images,
      SequenceNumber: sequenceNumber(endPosition(stream)),
      SizeBytes: [Keys, ...Object.values(images)].reduce((size, image) => size + itemSize(image), 0),
      StreamViewType: stream.viewType,
    }),
    ...(userIdentity && { userIdentity }),
  });
}

function imagesOf(viewType: StreamViewType, { old, next }: ChangedItem): Record<string, AttributeMap> {
  const wantsNew = viewType === 'NEW_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES';
  const wantsOld = viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES';
  return { ...(wantsNew && next && { NewImage: next }), ...(wantsOld && old && { OldImage: old }) };
}
