import type { World } from '../../../platform/World.ts';
import { createDeduplication } from '../messages/createDeduplication.ts';
import { createMessageStore } from '../messages/createMessageStore.ts';
import { deadLetterOf } from '../messages/newMessages.ts';
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

/** A queue without messages, tied to its dead letters. */
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
  const retire = (message: Message) => {
    const target = byArn(queue.settings.redrivePolicy!.deadLetterTargetArn);
    if (!target) return reportMissingTarget(message);
    queue.messages.remove(message, { change: 'deadLettered', to: target.name });
    target.messages.put(deadLetterOf(message, queue, { now: world.clock.now(), order: nextOrder() }));
    return true;
  };

  // Without its dead-letter queue a message stays where it is: none is ever dropped.
  const reportMissingTarget = (message: Message) => {
    world.feed.publish({
      kind: 'failure',
      traceId: null,
      source: name,
      code: 'QueueDoesNotExist',
      message: `Message ${message.messageId} stays: the dead-letter queue ${
        queue.settings.redrivePolicy!.deadLetterTargetArn
      } does not exist.`,
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
      retire,
    }),
    deduplication: createDeduplication(world, name),
    purgedAt: -Infinity,
    moveTasks: [],
  };
  return queue;
}
