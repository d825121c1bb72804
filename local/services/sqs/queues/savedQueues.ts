import type { Journal } from '../../../platform/journal/Journal.ts';
import type { Queue } from './Queue.ts';
import type { Attributes } from './queueAttributes.ts';

const TREE = 'sqs/queues';

/** A queue as it is saved for a restart. Its messages are saved apart. */
export interface SavedQueue {
  readonly name: string;
  readonly fifo: boolean;
  readonly attributes: Attributes;
  readonly tags: readonly (readonly [string, string])[];
}

export const savedQueues = (journal: Journal): SavedQueue[] =>
  [...journal.entries<SavedQueue>(TREE)].map(([, saved]) => saved);

export function saveQueue(journal: Journal, { name, fifo, attributes, tags }: Queue): void {
  const value: SavedQueue = { name, fifo, attributes, tags: [...tags] };
  journal.append([{ tree: TREE, key: name, value }]);
}

export const deleteSavedQueue = (journal: Journal, { name }: Queue): void =>
  journal.append([{ tree: TREE, key: name }]);
