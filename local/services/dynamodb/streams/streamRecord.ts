import { HEX } from '../../../platform/Randomness.ts';
import type { World } from '../../../platform/World.ts';
import type { AttributeMap, StreamRecord, StreamViewType } from '../DynamoDb.ts';
import { frozenCopyOf } from '../items/copyOf.ts';
import { itemSize } from '../items/itemSize.ts';
import type { Commit } from '../writes/Write.ts';
import { endOf, sequenceNumber, type StreamState } from './StreamState.ts';
import type { ChangedItem } from './TableStreams.ts';

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
    eventName: change.eventName as StreamRecord['eventName'],
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: account.region,
    eventSourceARN: stream.arn,
    dynamodb: Object.freeze({
      ApproximateCreationDateTime: Math.floor(clock.now() / 1000),
      Keys,
      ...images,
      SequenceNumber: sequenceNumber(endOf(stream)),
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
