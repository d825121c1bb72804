import type { Journal } from '../../../platform/journal/Journal.ts';
import type { Queue } from './Queue.ts';
import type { Attributes } from './queueAttributes.ts';

const TREE = 'sqs/queues';

/** What is kept of a queue, besides its messages. */
export interface QueueNote {
  readonly name: string;
  readonly fifo: boolean;
  readonly attributes: Attributes;
  readonly tags: readonly (readonly [string, string])[];
}

export const notedQueues = (journal: Journal): QueueNote[] =>
  [...journal.entries(TREE)].map(([, note]) => note);

export function noteQueue(journal: Journal, { name, fifo, attributes, tags }: Queue): void {
  const value: QueueNote = { name, fifo, attributes, tags: [...tags] };
  journal.append([{ tree: TREE, key: name, value }]);
}

export const forgetQueue = (journal: Journal, { name }: Queue): void =>
  journal.append([{ tree: TREE, key: name }]);
