import { AsyncLocalStorage } from 'node:async_hooks';
import { describeError } from '../../../platform/errors.ts';
import type { World } from '../../../platform/World.ts';
import type { Publication } from '../Execution.ts';
import type { Subscriber } from './createRegistry.ts';
import { matchesArguments, matchesFilter } from './matchesFilter.ts';
import { frames, MAX_PAYLOAD_BYTES, MAX_WAITING_PUBLICATIONS, TURN_BYTES } from './protocol.ts';

/** Sends publications to subscribers in the order of publication, without holding up whoever publishes. */
export interface Deliveries {
  deliver(subscribers: Iterable<Subscriber>, publication: Publication): void;
}

/** A publication and the subscribers that it has not been sent to. */
interface Task {
  readonly subscribers: Iterator<Subscriber>;
  readonly publication: Publication;
  /** By shape: subscribers with the same operation get the same payload, which is completed once. */
  readonly payloads: Map<object, Payload | undefined>;
}

interface Payload {
  readonly text: string;
  readonly bytes: number;
}

/**
 * What takes little is sent at once. After `TURN_BYTES` of payloads the rest waits for the next turn of the event
 * loop, so that subscriptions cannot keep others from being served, however many there are and whatever they select.
 */
export function createDeliveries(world: World): Deliveries {
  const waiting: Task[] = [];
  // A mutation publishes. Without the snapshot it would count as awaiting the deliveries.
  const outsideAnyRun = AsyncLocalStorage.snapshot();

  const sendRest = async () => {
    for (let [task] = waiting; task; [task] = waiting) {
      await turn();
      if (sendSome(world, task)) waiting.shift();
    }
  };

  return {
    deliver(subscribers, publication) {
      const task: Task = { subscribers: subscribers[Symbol.iterator](), publication, payloads: new Map() };
      if (waiting.length === 0 && sendSome(world, task)) return;
      // A copy, because whoever subscribes from now on has missed the publication.
      const rest = [...iterableOf(task.subscribers)];
      if (waiting.length >= MAX_WAITING_PUBLICATIONS) return rest.forEach((each) => each.overflow());
      waiting.push({ ...task, subscribers: rest.values() });
      if (waiting.length === 1) void outsideAnyRun(() => world.activity.run(sendRest));
    },
  };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

const iterableOf = <Value>(iterator: Iterator<Value>): Iterable<Value> => ({
  [Symbol.iterator]: () => iterator,
});

/** What looking at one subscriber counts as, in bytes of a payload. */
const SUBSCRIBER_BYTES = 64;

/** Sends a turn's worth of a task. Returns whether nothing is left of it. */
function sendSome(world: World, task: Task): boolean {
  let bytes = 0;
  for (let next = task.subscribers.next(); !next.done; next = task.subscribers.next()) {
    bytes += SUBSCRIBER_BYTES + sendTo(world, next.value, task);
    if (bytes > TURN_BYTES) return false;
  }
  return true;
}

/** Sends a publication to a subscriber if it passes the subscriber's filter. Returns how many bytes that took. */
function sendTo({ feed }: World, subscriber: Subscriber, { publication, payloads }: Task): number {
  const { connectionId, subscriptionId, subscription } = subscriber;
  const { field, shape } = subscription;
  const { value, traceId } = publication;
  const fail = (code: string, message: string) =>
    feed.publish({ traceId, kind: 'failure', source: field, code, message });
  try {
    if (!subscriber.isLive() || !passesFilter(subscriber, value)) return 0;
    if (!payloads.has(shape)) payloads.set(shape, payloadOf(subscriber, value));
    const payload = payloads.get(shape);
    if (!payload) {
      // AppSync drops the payload silently; here the feed tells the operator.
      fail(
        'SubscriptionPayloadTooLarge',
        `a payload was dropped: at most ${MAX_PAYLOAD_BYTES} bytes reach a subscriber`,
      );
      return MAX_PAYLOAD_BYTES;
    }
    subscriber.send(frames.data(subscriptionId, payload.text));
    feed.publish({ traceId, kind: 'delivery', field, connectionId, subscriptionId, bytes: payload.bytes });
    return payload.bytes;
  } catch (error) {
    // The mutation succeeded, whatever becomes of its publication.
    fail('InternalFailure', describeError(error));
    return MAX_PAYLOAD_BYTES;
  }
}

const passesFilter = ({ subscription: { filter, args } }: Subscriber, value: Publication['value']) =>
  filter ? matchesFilter(filter, value) : matchesArguments(args, value);

/** Returns undefined if the payload is larger than a subscriber may get. */
function payloadOf({ subscription }: Subscriber, value: Publication['value']): Payload | undefined {
  const result = subscription.complete(value, MAX_PAYLOAD_BYTES);
  if (!result) return undefined;
  const text = JSON.stringify(result);
  const bytes = Buffer.byteLength(text);
  return bytes > MAX_PAYLOAD_BYTES ? undefined : { text, bytes };
}
