import { HEX } from '../../../platform/Randomness.ts';
import type { StoreParts } from './createMessageStore.ts';
import type { Message } from './Message.ts';
import { receiptHandleOf } from './receiptHandles.ts';

/** Receives at most `limit` messages; one received often enough goes to the dead letters instead. */
export function takeMessages(store: StoreParts, limit: number, visibilityTimeoutMs: number): Message[] {
  const { register, deadlines, retire } = store;
  const taken: Message[] = [];
  for (let next = register.peek(limit); next.length > 0; next = register.peek(limit - taken.length)) {
    for (const message of next) {
      // Retiring the one before may have woken a consumer that took this one.
      if (message.state !== 'visible') continue;
      if (isSpent(store, message) && retire(message)) continue;
      taken.push(receive(store, message, visibilityTimeoutMs));
    }
  }
  if (visibilityTimeoutMs === 0) deadlines.settle();
  return taken;
}

const isSpent = ({ settings }: StoreParts, { receiveCount }: Message) =>
  receiveCount >= (settings().redrivePolicy?.maxReceiveCount ?? Infinity);

function receive(store: StoreParts, message: Message, visibilityTimeoutMs: number): Message {
  const { world, queueArn, register, deadlines, log, publish } = store;
  message.receiptHandle = receiptHandleOf(queueArn, message.messageId, world.random.text(16, HEX));
  message.receiveCount++;
  message.receivedAt = world.clock.now();
  message.firstReceivedAt ??= message.receivedAt;
  register.enter(message, 'inFlight');
  deadlines.wake(message, message.receivedAt + visibilityTimeoutMs);
  log.changed(message);
  publish(message, { change: 'received' });
  return message;
}
