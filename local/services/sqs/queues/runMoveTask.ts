import type { World } from '../../../platform/World.ts';
import type { Message } from '../messages/Message.ts';
import { sequenceNumberOf } from '../messages/newMessages.ts';
import type { MoveTask, Queue, Queues } from './Queue.ts';

const SECOND_MS = 1000;

/** Moves what the task was started for, second by second, and stops at the first that has nowhere to go. */
export function runMoveTask(task: MoveTask, source: Queue, world: World, queues: Queues): void {
  const fail = (reason: string) => {
    task.status = 'FAILED';
    task.failureReason = reason;
  };

  const move = (message: Message) => {
    const destinationArn = task.destinationArn ?? message.deadLetterSourceArn;
    if (!destinationArn) return fail('CouldNotDetermineMessageSource');
    const destination = queues.byArn(destinationArn);
    if (!destination) return fail('AWS.SimpleQueueService.NonExistentQueue');
    redrive(message, source, destination, world, queues);
    task.moved++;
  };

  const moveOneSecondsWorth = () => {
    if (task.status !== 'RUNNING') return;
    if (queues.byArn(task.sourceArn) !== source) return fail('AWS.SimpleQueueService.NonExistentQueue');
    const left = task.toMove - task.moved;
    for (const message of source.messages.peek(Math.min(left, task.messagesPerSecond ?? left))) {
      if (task.status === 'RUNNING') move(message);
    }
    if (task.status !== 'RUNNING') return;
    if (task.moved >= task.toMove || source.messages.counts.visible === 0) task.status = 'COMPLETED';
    else world.clock.schedule(SECOND_MS, moveOneSecondsWorth);
  };

  world.clock.schedule(0, moveOneSecondsWorth);
}

/**
 * Moves a dead letter: the same body and attributes under a new message id, sent and counted anew.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
function redrive(message: Message, source: Queue, destination: Queue, world: World, queues: Queues): void {
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
