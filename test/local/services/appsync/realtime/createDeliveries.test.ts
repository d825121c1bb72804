import { expect, test } from 'vitest';
import type { FeedRecord } from '../../../../../local/platform/Feed.ts';
import { createWorld } from '../../../../../local/platform/World.ts';
import type { Api } from '../../../../../local/services/appsync/Api.ts';
import type { Subscription } from '../../../../../local/services/appsync/Execution.ts';
import { apiMetricsIn } from '../../../../../local/services/appsync/createApiMetrics.ts';
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
  const counts = { completed: 0 };
  const overflowed: string[] = [];
  const subscriber = (id: string, shape: object = {}): Subscriber => {
    live.add(id);
    const complete = (value: object) => {
      counts.completed++;
      return { data: { onPost: value } };
    };
    const subscription: Subscription = {
      field: 'onPost',
      mutations: ['post'],
      args: {},
      shape,
      complete,
      renew: async () => subscription,
    };
    return {
      apiId: 'chat',
      connectionId: id,
      subscriptionId: id,
      subscription,
      metrics: apiMetricsIn(world)({ apiId: 'chat' } as Api),
      delivered: 0,
      send: (text) => received.push(`${id} ${JSON.parse(text).payload.data.onPost.text[0]}`),
      isLive: () => live.has(id),
      invalidate() {},
      refuse() {},
      overflow: () => void overflowed.push(id),
      release() {},
    };
  };
  return { world, feed, received, live, counts, overflowed, subscriber, ...createDeliveries(world) };
}

const LARGE = 'x'.repeat(200 * 1024);

test('a payload is completed once for all subscribers of one shape', () => {
  const { deliver, subscriber, received, counts } = createScene();
  const shape = {};
  deliver([subscriber('a', shape), subscriber('b', shape), subscriber('c')], publication('hi'));
  expect([received, counts.completed]).toEqual([['a h', 'b h', 'c h'], 2]);
});

test('what is more than 256 KiB waits for later turns, to each connection in the order of publication', async () => {
  const { deliver, subscriber, received, world } = createScene();
  const subscribers = [...'abcd'].map((id) => subscriber(id));
  deliver(subscribers, publication(LARGE));
  deliver(subscribers, publication('next'));
  expect(received).toEqual(['a x', 'b x', 'a n', 'b n']);
  await world.activity.idle();
  expect(received.slice(4)).toEqual(['c x', 'd x', 'c n', 'd n']);
});

test('a connection with many subscriptions does not keep another waiting', async () => {
  const { deliver, subscriber, received, world } = createScene();
  const greedy = Array.from({ length: 100 }, () => ({ ...subscriber('greedy'), connectionId: 'greedy' }));
  deliver([...greedy, subscriber('late')], publication(LARGE));
  await world.activity.idle();
  expect(received.indexOf('late x')).toBeLessThan(5);
  expect(received).toHaveLength(101);
});

test('who subscribes or stops while it waits does not receive it', async () => {
  const { deliver, subscriber, received, live, world } = createScene();
  const subscribers = new Set([...'abcd'].map((id) => subscriber(id)));
  deliver(subscribers, publication(LARGE));
  live.delete('c');
  subscribers.add(subscriber('later'));
  await world.activity.idle();
  expect(received).toEqual(['a x', 'b x', 'd x']);
});

test('if more than 256 publications wait, the connections that are furthest behind are closed', async () => {
  const { deliver, subscriber, overflowed, received, world } = createScene();
  const [a, b, c, d] = [...'abcd'].map((id) => subscriber(id));
  deliver([a!, b!, c!], publication(LARGE));
  for (let publications = 1; publications < 256; publications++) deliver([c!], publication('more'));
  deliver([a!, b!, d!], publication(LARGE));
  expect(overflowed).toEqual(['c']);
  await world.activity.idle();
  expect(received).toEqual(['a x', 'b x', 'a x', 'b x', 'd x']);
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
