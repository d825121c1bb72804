import type { Streams } from '../DynamoDb.ts';
import type { Commit, EventName, Write } from '../writes/Write.ts';
import type { StreamState } from './StreamState.ts';

/** Every stream there is or was within a day, by ARN. */
export interface TableStreams extends Streams {
  /** Begins a stream of a table; one that is there already goes on. */
  open(
    stream: Pick<StreamState, 'arn' | 'label' | 'tableName' | 'keySchema' | 'viewType' | 'openedAt'>,
  ): void;
  /** Ends a stream; its records stay readable. */
  end(streamArn: string): void;
  /** Records what changed in each table that has a stream, in order, and tells the listeners. */
  append(changed: readonly ChangedItem[], commit: Commit): void;
  /** The stream, without the records that outlived their day; refuses an ARN of none. */
  stateOf(streamArn: string): StreamState;
  all(): readonly StreamState[];
}

export interface ChangedItem extends Write {
  readonly eventName: EventName;
}
