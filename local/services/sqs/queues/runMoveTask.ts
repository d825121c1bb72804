import type { World } from '../../../platform/World.ts';
import type { Message } from '../messages/Message.ts';
import { redrivenMessage } from '../messages/newMessages.ts';
import type { MoveTask, Queue, Queues } from './Queue.ts';

const SECOND_MS = 1000;

/** Moves the task's messages, a second's worth at a time. Fails at the first message without a destination. */
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
    const now = world.clock.now();
    const order = queues.nextOrder();
    source.messages.remove(message, { change: 'redriven', to: destination.name });
    const messageId = world.random.uuid();
    destination.messages.put(redrivenMessage(message, destination, { now, order, messageId }), {
      change: 'sent',
    });
    task.moved++;
  };

  const moveForOneSecond = () => {
    if (task.status === 'CANCELLING') task.status = 'CANCELLED';
    if (task.status !== 'RUNNING') return;
    if (queues.byArn(task.sourceArn) !== source) return fail('AWS.SimpleQueueService.NonExistentQueue');
    const left = task.toMove - task.moved;
    for (const message of source.messages.peek(Math.min(left, task.messagesPerSecond ?? left))) {
      if (task.status === 'RUNNING') move(message);
    }
    if (task.status !== 'RUNNING') return;
    if (task.moved >= task.toMove || source.messages.counts.visible === 0) task.status = 'COMPLETED';
    else world.clock.schedule(SECOND_MS, moveForOneSecond);
  };

  world.clock.schedule(0, moveForOneSecond);
}
