import { batches } from './sqs/batches.ts';
import { deadLetters } from './sqs/deadLetters.ts';
import { fifo } from './sqs/fifo.ts';
import { messages } from './sqs/messages.ts';
import { moveTasks } from './sqs/moveTasks.ts';
import { queues } from './sqs/queues.ts';
import { receiving } from './sqs/receiving.ts';
import type { SqsUnderTest } from './sqs/SqsUnderTest.ts';

/** What Amazon SQS does, as claims: they hold on AWS, and on what stands in for it. */
export function sqsConformance(sqs: SqsUnderTest): void {
  for (const claims of [queues, messages, receiving, batches, deadLetters, moveTasks, fifo]) claims(sqs);
}
