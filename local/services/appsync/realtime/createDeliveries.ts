import { AsyncLocalStorage } from 'node:async_hooks';
import { turn } from '../../../platform/Activity.ts';
import { describeError } from '../../../platform/errors.ts';
import type { World } from '../../../platform/World.ts';
import type { Publication } from '../Execution.ts';
import type { Subscriber } from './createRegistry.ts';
import { matchesArguments, matchesFilter } from './matchesFilter.ts';
import { frames, MAX_PAYLOAD_BYTES, MAX_WAITING_PUBLICATIONS, TURN_BYTES } from './protocol.ts';

/** Sends publications to subscribers, to each connection in the order of publication, without holding up whoever publishes. */
export interface Deliveries {
  deliver(subscribers: Iterable<Subscriber>, publication: Publication): void;
}

/** A publication on its way. */
interface Task {
  readonly publication: Publication;
  /** By shape: subscribers with the same operation get the same payload, which is completed once. */
  readonly payloads: Map<object, Payload | undefined>;
  /** Subscribers that wait for it. */
  waiting: number;
}

interface Payload {
  readonly text: string;
  readonly bytes: number;
}

interface Delivery {
  readonly subscriber: Subscriber;
  readonly task: Task;
}

/**
 * What takes little is sent at once. After `TURN_BYTES` the rest waits for later turns of the event loop, in which
 * connections take turns. So no client keeps others waiting, however many subscriptions it has and whatever they select.
 */
export function createDeliveries(world: World): Deliveries {
  const queues = createDeliveryQueues();
  // A mutation publishes. Without the snapshot it would count as awaiting the deliveries.
  const outsideAnyRun = AsyncLocalStorage.snapshot();
  let sending = false;

  const sendRest = async () => {
    while (queues.size > 0) {
      await turn();
      let bytes = 0;
      for (let next = queues.take(); next; next = bytes < TURN_BYTES ? queues.take() : undefined)
        bytes += sendTo(world, next);
    }
    sending = false;
  };

  return {
    deliver(subscribers, publication) {
      const task: Task = { publication, payloads: new Map(), waiting: 0 };
      let bytes = 0;
      for (const subscriber of subscribers) {
        const delivery = { subscriber, task };
        if (bytes > TURN_BYTES || queues.has(subscriber)) queues.add(delivery);
        else bytes += sendTo(world, delivery);
      }
      if (queues.size === 0 || sending) return;
      sending = true;
      void outsideAnyRun(() => world.activity.run(sendRest));
    },
  };
}

/** What waits, by connection. */
interface DeliveryQueues {
  /** Connections that wait. */
  readonly size: number;
  has(subscriber: Subscriber): boolean;
  /** Closes the connections that are furthest behind if too many publications wait. */
  add(delivery: Delivery): void;
  /** Removes and returns the next delivery, of one connection after the other. */
  take(): Delivery | undefined;
}

function createDeliveryQueues(): DeliveryQueues {
  const queues = new Map<string, Delivery[]>();
  const tasks = new Set<Task>();

  const end = ({ task }: Delivery) => {
    if (--task.waiting === 0) tasks.delete(task);
  };

  const closeFurthestBehind = () => {
    const [oldest] = tasks;
    for (const [connectionId, queue] of queues) {
      if (queue[0]?.task !== oldest) continue;
      queues.delete(connectionId);
      queue.forEach(end);
      queue[0]?.subscriber.overflow();
    }
  };

  return {
    get size() {
      return queues.size;
    },
    has: ({ connectionId }) => queues.has(connectionId),
    add(delivery) {
      const { subscriber, task } = delivery;
      if (!tasks.has(task) && tasks.size >= MAX_WAITING_PUBLICATIONS) closeFurthestBehind();
      if (!subscriber.isLive()) return;
      task.waiting++;
      tasks.add(task);
      const queue = queues.get(subscriber.connectionId);
      if (queue) queue.push(delivery);
      else queues.set(subscriber.connectionId, [delivery]);
    },
    take() {
      const [first] = queues;
      if (!first) return undefined;
      const [connectionId, queue] = first;
      const delivery = queue.shift();
      queues.delete(connectionId);
      if (queue.length > 0) queues.set(connectionId, queue);
      if (delivery) end(delivery);
      return delivery;
    },
  };
}

/** What looking at one subscriber counts as, in bytes of a payload. */
const SUBSCRIBER_BYTES = 64;

/** Sends a publication to a subscriber if it passes the subscriber's filter. Returns how many bytes that took. */
function sendTo({ feed }: World, { subscriber, task: { publication, payloads } }: Delivery): number {
  const { connectionId, subscriptionId, subscription } = subscriber;
  const { field, shape } = subscription;
  const { value, traceId, parentId } = publication;
  const fail = (code: string, message: string) =>
    feed.publish({ traceId, parentId, kind: 'failure', source: field, code, message });
  try {
    if (!subscriber.isLive() || !passesFilter(subscriber, value)) return SUBSCRIBER_BYTES;
    if (!payloads.has(shape)) payloads.set(shape, payloadOf(subscriber, value));
    const payload = payloads.get(shape);
    if (!payload) {
      // AppSync drops the payload silently; here the feed tells the operator.
      fail(
        'SubscriptionPayloadTooLarge',
        `a payload was dropped: at most ${MAX_PAYLOAD_BYTES} bytes reach a subscriber`,
      );
      subscriber.metrics.publishFailed();
      return MAX_PAYLOAD_BYTES;
    }
    subscriber.send(frames.data(subscriptionId, payload.text));
    subscriber.metrics.published(payload.bytes);
    const [{ bytes }, number] = [payload, ++subscriber.delivered];
    feed.publish({ traceId, parentId, kind: 'delivery', field, connectionId, subscriptionId, number, bytes });
    return SUBSCRIBER_BYTES + payload.bytes;
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
