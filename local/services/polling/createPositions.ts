import type { World } from '../../platform/World.ts';
import type { StreamPosition, Streams } from '../dynamodb/DynamoDb.ts';
import type { StreamConsumer } from './StreamConsumer.ts';

/** How far a consumer has read a stream. A restart goes on from there, and so does another version of the consumer. */
export interface Position {
  readonly current: StreamPosition;
  moveTo(position: StreamPosition): void;
}

export interface Positions {
  /** Where a consumer goes on; one that has never read the stream begins at its starting position. */
  of(streams: Streams, consumer: Pick<StreamConsumer, 'name' | 'streamArn' | 'startingPosition'>): Position;
  /** Lets a consumer that has another name from now on go on where it was. */
  rename(streamArn: string, name: string, newName: string): void;
  /** Forgets a consumer that is gone. */
  forget(streamArn: string, name: string): void;
}

const TREE = 'positions';
const keyOf = (streamArn: string, name: string) => `${name} ${streamArn}`;

export function createPositions({ journal }: World): Positions {
  const known = new Map<string, StreamPosition>();

  const find = (key: string) => known.get(key) ?? journal.get<StreamPosition>(TREE, key);
  const move = (key: string, position: StreamPosition) => {
    known.set(key, position);
    journal.append([{ tree: TREE, key, value: position }]);
  };
  const forget = (key: string) => {
    known.delete(key);
    journal.append([{ tree: TREE, key }]);
  };

  return {
    of(streams, { name, streamArn, startingPosition }) {
      const key = keyOf(streamArn, name);
      const start = find(key) ?? streams.positionAt(streamArn, startingPosition);
      move(key, start);
      return {
        get current() {
          return known.get(key) ?? start;
        },
        moveTo: (position) => move(key, position),
      };
    },
    rename(streamArn, name, newName) {
      const position = find(keyOf(streamArn, name));
      if (position === undefined) return;
      forget(keyOf(streamArn, name));
      move(keyOf(streamArn, newName), position);
    },
    forget: (streamArn, name) => forget(keyOf(streamArn, name)),
  };
}
