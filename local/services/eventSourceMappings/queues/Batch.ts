import type { QueueRecord } from './queueRecordOf.ts';

/** Messages that go to the function together. */
export interface Batch {
  readonly records: readonly QueueRecord[];
  /** When the first was received, epoch milliseconds. */
  readonly receivedAt: number;
}
