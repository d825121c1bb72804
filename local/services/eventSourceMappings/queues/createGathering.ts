import type { Batch } from './Batch.ts';
import type { QueueRecord } from './queueRecordOf.ts';

/** An invocation's payload: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LARGEST_PAYLOAD_BYTES = 6 * 1024 * 1024;

/** Received records on their way into a batch. */
export interface Gathering {
  /** How many more records the next batch can hold. */
  readonly room: number;
  readonly isEmpty: boolean;
  readonly isFull: boolean;
  add(record: QueueRecord, receivedAt: number): void;
  /** The next batch; what does not fit into its payload waits for the one after. */
  take(): Batch;
}

export function createGathering(batchSize: number): Gathering {
  let waiting: { record: QueueRecord; bytes: number; receivedAt: number }[] = [];

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
      waiting = waiting.slice(batch.length);
      return { records: batch.map(({ record }) => record), receivedAt: batch[0]!.receivedAt };
    },
  };
}
