import type { World } from '../../platform/World.ts';
import type { StreamPosition, Streams } from '../dynamodb/DynamoDb.ts';

/** How far a consumer has read a stream; a restart goes on from there. */
export interface Position {
  readonly current: StreamPosition;
  moveTo(position: StreamPosition): void;
}

export interface Consumer {
  /** What is the same after a restart, such as an ARN. */
  readonly name: string;
  readonly streamArn: string;
  /** Where it begins that never read the stream. */
  readonly start: 'TRIM_HORIZON' | 'LATEST';
}

const TREE = 'positions';

export function createPosition(
  { journal }: World,
  streams: Streams,
  { name, streamArn, start }: Consumer,
): Position {
  const key = `${name} ${streamArn}`;
  let current: StreamPosition;
  const moveTo = (position: StreamPosition) => {
    current = position;
    journal.append([{ tree: TREE, key, value: position }]);
  };
  moveTo(journal.get(TREE, key) ?? streams.positionAt(streamArn, start));
  return {
    get current() {
      return current;
    },
    moveTo,
  };
}
