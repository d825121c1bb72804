import { invariant } from '../../platform/errors.ts';
import type { QueueRecord } from './createQueueClient.ts';

/** Messages that are delivered together. */
export interface QueueBatch {
  readonly records: readonly QueueRecord[];
  /** The oldest of the records. */
  readonly first: QueueRecord;
  /** When the first was received, epoch milliseconds. */
  readonly receivedAt: number;
}

/** Received records that wait for their batch to go out. */
export interface BatchBuffer {
  /** How many more records the next batch can hold. */
  readonly room: number;
  readonly isEmpty: boolean;
  readonly isFull: boolean;
  add(record: QueueRecord, receivedAt: number): void;
  /** Removes and returns the next batch. What does not fit into its payload waits for the one after. */
  take(): QueueBatch;
}

/** An invocation's payload: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LARGEST_PAYLOAD_BYTES = 6 * 1024 * 1024;

export function createBatchBuffer(batchSize: number): BatchBuffer {
  let waiting: { record: QueueRecord; bytes: number; receivedAt: number }[] = [];

  /** How many of the waiting records fit into one payload; the first always does. */
  const fitting = () => {
    let bytes = 0;
    const end = waiting.findIndex((each) => (bytes += each.bytes) > LARGEST_PAYLOAD_BYTES);
    return end === -1 ? waiting.length : Math.max(end, 1);
  };

  return {
    get room() {
      return Math.max(batchSize - waiting.length, 0);
    },
    get isEmpty() {
      return waiting.length === 0;
    },
    get isFull() {
      return waiting.length >= batchSize || fitting() < waiting.length;
    },
    add(record, receivedAt) {
      waiting.push({ record, bytes: Buffer.byteLength(JSON.stringify(record)), receivedAt });
    },
    take() {
      const batch = waiting.slice(0, Math.min(fitting(), batchSize));
      const [first] = batch;
      invariant(first, 'A batch is taken where there is none');
      waiting = waiting.slice(batch.length);
      return {
        records: batch.map(({ record }) => record),
        first: first.record,
        receivedAt: first.receivedAt,
      };
    },
  };
}
