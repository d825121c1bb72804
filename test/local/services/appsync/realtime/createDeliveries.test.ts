import { expect, test } from 'vitest';
import type { FeedRecord } from '../../../../../local/platform/Feed.ts';
import { createWorld } from '../../../../../local/platform/World.ts';
import { createDeliveries } from '../../../../../local/services/appsync/realtime/createDeliveries.ts';
import type { Subscriber } from '../../../../../local/services/appsync/realtime/createRegistry.ts';

const publication = (text: string) => ({ mutation: 'post', value: { text }, traceId: '1-0-0' });

/** Subscribers that record what they receive, and what it took. */
function createScene() {
  const world = createWorld({ seed: 1 });
  const feed: FeedRecord[] = [];
  world.feed.subscribe((record) => feed.push(record));
  const received: string[] = [];
  const live = new Set<string>();
  const counts = { completed: 0, overflowed: 0 };
  const subscriber = (id: string, shape: object = {}): Subscriber => {
    live.add(id);
    const complete = (value: object) => {
      counts.completed++;
      return { data: { onPost: value } };
    };
    return {
      apiId: 'chat',
      connectionId: id,
      subscriptionId: id,
      subscription: { field: 'onPost', mutations: ['post'], args: {}, document: shape, shape, complete },
      send: (text) => received.push(`${id} ${JSON.parse(text).payload.data.onPost.text[0]}`),
      isLive: () => live.has(id),
      invalidate() {},
      overflow: () => void counts.overflowed++,
      release() {},
    };
  };
  return { world, feed, received, live, counts, subscriber, ...createDeliveries(world) };
}

const LARGE = 'x'.repeat(200 * 1024);

test('a payload is completed once for all subscribers of one shape', () => {
  const { deliver, subscriber, received, counts } = createScene();
  const shape = {};
  deliver([subscriber('a', shape), subscriber('b', shape), subscriber('c')], publication('hi'));
  expect([received, counts.completed]).toEqual([['a h', 'b h', 'c h'], 2]);
});

test('what is more than 1 MiB waits for the next turn, in the order of publication', async () => {
  const { deliver, subscriber, received, world } = createScene();
  const subscribers = [...'abcdefgh'].map((id) => subscriber(id));
  deliver(subscribers, publication(LARGE));
  deliver(subscribers.slice(0, 2), publication('next'));
  expect(received).toEqual([...'abcdef'].map((id) => `${id} x`));
  await world.activity.idle();
  expect(received.slice(6)).toEqual(['g x', 'h x', 'a n', 'b n']);
});

test('who subscribes or stops while it waits does not receive it', async () => {
  const { deliver, subscriber, received, live, world } = createScene();
  const subscribers = new Set([...'abcdefgh'].map((id) => subscriber(id)));
  deliver(subscribers, publication(LARGE));
  live.delete('g');
  subscribers.add(subscriber('later'));
  await world.activity.idle();
  expect(received.slice(6)).toEqual(['h x']);
});

test('subscribers of more than 256 waiting publications are closed', () => {
  const { deliver, subscriber, counts } = createScene();
  const subscribers = [...'abcdefgh'].map((id) => subscriber(id));
  for (let publications = 0; publications < 256; publications++) deliver(subscribers, publication(LARGE));
  expect(counts.overflowed).toBe(0);
  deliver(subscribers, publication(LARGE));
  expect(counts.overflowed).toBe(8);
});

test('a fault in a delivery reaches the feed, and not the publisher', () => {
  const { deliver, subscriber, feed } = createScene();
  const faulty = subscriber('a');
  const send = () => {
    throw new Error('a fault of ours');
  };
  deliver([{ ...faulty, send }], publication('hi'));
  expect(feed).toMatchObject([
    { kind: 'failure', code: 'InternalFailure', message: expect.stringContaining('a fault of ours') },
  ]);
});
