import type { World } from '../../../platform/World.ts';
import { createDeduplication } from '../messages/createDeduplication.ts';
import { createMessageStore } from '../messages/createMessageStore.ts';
import { deadLetter } from '../messages/newMessages.ts';
import type { Message } from '../messages/Message.ts';
import type { Attributes } from './queueAttributes.ts';
import type { Queue, QueueSettings } from './Queue.ts';

export interface NewQueue {
  readonly world: World;
  readonly name: string;
  readonly arn: string;
  readonly fifo: boolean;
  readonly attributes: Attributes;
  readonly settings: QueueSettings;
  byArn(arn: string): Queue | undefined;
  nextOrder(): number;
}

/** A new queue without messages, which moves its dead letters to the queue that its redrive policy names. */
export function openQueue({
  world,
  name,
  arn,
  fifo,
  attributes,
  settings,
  byArn,
  nextOrder,
}: NewQueue): Queue {
  const moveToDeadLetters = (message: Message, targetArn: string) => {
    const target = byArn(targetArn);
    if (!target) return reportMissingTarget(message, targetArn);
    queue.messages.remove(message, { change: 'deadLettered', to: target.name });
    target.messages.put(deadLetter(message, queue, { now: world.clock.now(), order: nextOrder() }));
    return true;
  };

  // Without a dead-letter queue the message stays in its queue, so that no message is ever lost.
  const reportMissingTarget = ({ messageId }: Message, targetArn: string) => {
    world.feed.publish({
      kind: 'failure',
      traceId: null,
      source: name,
      code: 'QueueDoesNotExist',
      message: `Message ${messageId} stays: the dead-letter queue ${targetArn} does not exist.`,
    });
    return false;
  };

  const queue: Queue = {
    name,
    arn,
    fifo,
    createdAt: world.clock.now(),
    modifiedAt: world.clock.now(),
    attributes,
    settings,
    tags: new Map(),
    messages: createMessageStore({
      world,
      queueName: name,
      queueArn: arn,
      fifo,
      settings: () => queue.settings,
      moveToDeadLetters,
    }),
    deduplication: createDeduplication(world, name),
    purgedAt: -Infinity,
    moveTasks: [],
  };
  return queue;
}
