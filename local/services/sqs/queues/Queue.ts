import type { MessageStore } from '../messages/MessageStore.ts';
import type { MoveTask } from '../moveTasks/MoveTask.ts';
import type { Deduplication } from '../messages/createDeduplication.ts';
import type { QueueSettings } from './QueueSettings.ts';

export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly fifo: boolean;
  /** Epoch milliseconds, as every time here. */
  readonly createdAt: number;
  modifiedAt: number;
  /** What was set, by AWS's names and in its spelling, defaults left out. */
  attributes: Readonly<Record<string, string>>;
  /** What the attributes and the defaults come to. */
  settings: QueueSettings;
  readonly tags: Map<string, string>;
  readonly messages: MessageStore;
  readonly deduplication: Deduplication;
  purgedAt: number;
  /** Move tasks that had this queue as their source, the latest first. */
  moveTasks: readonly MoveTask[];
}
