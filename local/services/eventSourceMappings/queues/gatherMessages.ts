import type { Clock } from '../../../platform/Clock.ts';
import type { Gathering } from './createGathering.ts';
import type { QueueClient } from './createQueueClient.ts';
import { type QueueRecord, queueRecordOf } from './queueRecordOf.ts';

export interface Source {
  readonly queue: QueueClient;
  readonly queueArn: string;
  readonly gathering: Gathering;
  passes(record: QueueRecord): boolean;
  readonly clock: Clock;
}

/** Receives until the batch is full or the queue has no more. What passes no filter is deleted. */
export async function gatherMessages({ queue, queueArn, gathering, passes, clock }: Source): Promise<void> {
  while (!gathering.isFull) {
    const messages = await queue.receive(gathering.room);
    if (messages.length === 0) return;
    const unwanted: { ReceiptHandle: string }[] = [];
    for (const message of messages) {
      const record = queueRecordOf(message, queueArn);
      if (passes(record)) gathering.add(record, clock.now());
      else unwanted.push(message);
    }
    await queue.delete(unwanted);
  }
}
