import { z } from 'zod';
import { defineQueueAction } from '../SqsAction.ts';
import { messageIdOf } from '../messages/Message.ts';
import type { Queue } from '../queues/Queue.ts';
import { batchEntries, runBatch } from '../runBatch.ts';
import { invalidParameterValue } from '../sqsError.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export const changeMessageVisibility = defineQueueAction(
  { ReceiptHandle: z.string(), VisibilityTimeout: z.number().int() },
  (queue, { ReceiptHandle, VisibilityTimeout }, { world }) => {
    checkVisibilityTimeout(VisibilityTimeout);
    changeVisibility(queue, ReceiptHandle, VisibilityTimeout, world.clock.now());
    return {};
  },
);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
export const changeMessageVisibilityBatch = defineQueueAction(
  {
    Entries: batchEntries({ ReceiptHandle: z.string(), VisibilityTimeout: z.number().int().default(0) }),
  },
  (queue, { Entries }, { world }) =>
    runBatch(Entries, ({ ReceiptHandle, VisibilityTimeout }) => {
      checkVisibilityTimeout(VisibilityTimeout);
      changeVisibility(queue, ReceiptHandle, VisibilityTimeout, world.clock.now());
      return {};
    }),
);

/** A message stays hidden for at most twelve hours from its receive, however often it is prolonged. */
const LONGEST_HIDDEN_MS = 43_200_000;

/**
 * Recorded of a standard queue: with the handle of a receive that is over it succeeds and changes nothing.
 * https://github.com/localstack/localstack/pull/9632; a FIFO queue throws, as it does of a deletion:
 * https://github.com/aws/aws-sdk-java/issues/1628. Documented, and seen by nobody, is `MessageNotInflight`:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
 */
function changeVisibility(queue: Queue, receiptHandle: string, seconds: number, now: number): void {
  const message = queue.messages.get(messageIdOf(receiptHandle, queue.arn));
  if (!message) {
    throw invalidParameterValue(
      'ReceiptHandle',
      receiptHandle,
      'Message does not exist or is not available for visibility timeout change.',
    );
  }
  if (message.state !== 'inFlight' || message.receiptHandle !== receiptHandle) {
    if (!queue.fifo) return;
    throw invalidParameterValue('ReceiptHandle', receiptHandle, 'The receipt handle has expired.');
  }
  if (now + seconds * 1000 - message.receivedAt > LONGEST_HIDDEN_MS) {
    throw invalidParameterValue(
      'VisibilityTimeout',
      seconds,
      `Total VisibilityTimeout for the message is beyond the limit [${LONGEST_HIDDEN_MS / 1000} seconds]`,
    );
  }
  queue.messages.hide(message, seconds * 1000);
}

const LONGEST_TIMEOUT_SECONDS = 43_200;

export function checkVisibilityTimeout(seconds: number): void {
  if (seconds >= 0 && seconds <= LONGEST_TIMEOUT_SECONDS) return;
  throw invalidParameterValue(
    'VisibilityTimeout',
    seconds,
    `VisibilityTimeout must be an integer between 0 and ${LONGEST_TIMEOUT_SECONDS}`,
  );
}
