import type { World } from '../../../platform/World.ts';
import type { Message } from '../messages/Message.ts';
import { sequenceNumberOf } from '../messages/sequenceNumberOf.ts';
import type { Queue } from '../queues/Queue.ts';
import type { Queues } from '../queues/Queues.ts';

/**
 * Moves a dead letter: the same body and attributes under a new message id, sent and counted anew.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
export function redrive(
  message: Message,
  source: Queue,
  destination: Queue,
  world: World,
  queues: Queues,
): void {
  const now = world.clock.now();
  const order = queues.nextOrder();
  source.messages.remove(message, { change: 'redriven', to: destination.name });
  destination.messages.put(
    {
      ...message,
      messageId: world.random.uuid(),
      order,
      sentAt: now,
      retainedFrom: now,
      visibleAt: now,
      receivedAt: now,
      receiveCount: 0,
      firstReceivedAt: undefined,
      receiptHandle: undefined,
      deadLetterSourceArn: undefined,
      sequenceNumber: destination.fifo ? sequenceNumberOf(order) : undefined,
    },
    { change: 'sent' },
  );
}
