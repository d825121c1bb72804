import { beforeAll, expect, test } from 'vitest';
import { frontdesk, type Frontdesk } from '../given.ts';
import * as whenLetters from '../deadLetters/when.ts';
import * as whenOrders from '../orders/when.ts';
import * as when from './when.ts';
import { operationsTrace, publishEachSecond } from '../../../start/operations/publishEachSecond.ts';

let desk: Frontdesk;

beforeAll(async () => {
  desk = await frontdesk();
  return () => desk.cloud.close();
});

const ORDERS = 40;
const JUNK = ['PlaceOrder', 'RestockSku', 'RestockSku'];

/** Orders of four people at once, some of them refused, and messages that no worker can work on. */
async function load() {
  await whenOrders.hasRestocked(desk, 'lamp', 1000);
  const tenants = [await desk.tenant(), await desk.tenant(), await desk.tenant(), await desk.tenant()];
  await Promise.all(
    Array.from({ length: ORDERS }, (_, index) =>
      whenOrders.places(desk, tenants[index % tenants.length]!, {
        orderId: `order-${index}`,
        // A price that is not the catalogue's is refused.
        lines: [whenOrders.aLine('lamp', 1, index % 10 === 0 ? 1 : undefined)],
      }),
    ),
  );
  await desk.cloud.settles();
  for (const worker of JUNK) await whenLetters.sendsJunk(desk, worker, 'not JSON');
  await whenLetters.looksForLetters(desk);
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

const SECOND = 1000;

/** The load, between two looks at CloudWatch, while a machine publishes each second and the feed is listened to. */
async function measure() {
  const before = await when.looks(desk.admin);
  const orders = await whenOrders.follows(desk, desk.admin);
  const figures = await when.follows(desk, desk.admin);
  const stop = publishEachSecond(desk.cloud);
  // From the first tick on it is counted.
  await desk.cloud.advance(SECOND);
  const feed = when.listens(desk);
  await load();
  await desk.cloud.advance(SECOND);
  stop();
  feed.stop();
  const after = await when.looks(desk.admin);
  const updates = figures.all().map(({ data }) => data.onOperations);
  const machine = updates.filter(({ source }) => source === 'MACHINE');
  await orders.close();
  await figures.close();
  return { before, after, feed, machine, orders: orders.all() };
}

let measured: Awaited<ReturnType<typeof measure>>;

test('figures of CloudWatch under load are what the feed, the queues and the table say', async () => {
  measured = await measure();
  const { before, after, feed, orders } = measured;
  const grown = (figure: (figures: any) => number) => figure(after) - figure(before);
  const requests = feed.of('request').filter(({ operation }) => operation !== 'subscription');
  // The first look was recorded once it was answered, which the feed did before it was listened to.
  expect(grown((figures) => figures.requests.count)).toBe(requests.length + 1);
  expect(after.requests).toMatchObject({ refused: 0, failed: 0, p50: expect.any(Number) });
  expect(grown((figures) => figures.subscriptions.delivered)).toBe(feed.of('delivery').length);
  expect(orders.length).toBe(feed.of('delivery').filter(({ field }) => field === 'onOrderStatus').length);
  // Schedules and alarms have a bus of AWS's own.
  const events = feed.of('event').filter(({ bus }) => bus !== 'default');
  expect(grown((figures) => figures.events.count)).toBe(events.length);
  // The second look notes that somebody looks, which is one unit more.
  const units = sum(feed.of('write').map((write) => write.units));
  expect(grown((figures) => figures.table.writeUnits)).toBe(units + 1);
  // The invocation of the first look ended once it had read.
  expect(grown((figures) => figures.functions.invocations)).toBe(feed.of('invocation').length + 1);

  for (const queue of after.queues) {
    const messages = feed.of('message').filter((message) => message.queue === queue.name);
    const counted = (change: string) => messages.filter((message) => message.change === change).length;
    const earlier = before.queues.find(({ name }: { name: string }) => name === queue.name);
    const { name, waiting, deadLetters } = queue;
    const moved = (figure: string) => queue[figure] - earlier[figure];
    expect({
      ...{ name, waiting, deadLetters },
      ...{ sent: moved('sent'), received: moved('received'), deleted: moved('deleted') },
    }).toEqual({
      ...{ name, waiting: 0, deadLetters: counted('deadLettered') },
      ...{ sent: counted('sent'), received: counted('received'), deleted: counted('deleted') },
    });
  }
});

test('figures of a machine, added up by the second, are those of CloudWatch without who looks', () => {
  const { before, after, feed, machine } = measured;
  const counted = (figure: (figures: any) => number) => sum(machine.map(figure));
  const grown = (figure: (figures: any) => number) => figure(after) - figure(before);
  const own = feed.of('request').filter(({ traceId }) => traceId === operationsTrace).length;
  expect(own).toBe(machine.length);
  expect(counted(({ seconds }) => seconds)).toBe(machine.length);
  // CloudWatch counts the first look, and each publication with its delivery, too.
  expect(counted(({ requests }) => requests.count)).toBe(grown(({ requests }) => requests.count) - own - 1);
  expect(counted(({ subscriptions }) => subscriptions.delivered)).toBe(
    grown(({ subscriptions }) => subscriptions.delivered) - own,
  );
  expect(counted(({ events }) => events.count)).toBe(grown(({ events }) => events.count));
  expect(counted(({ events }) => events.delivered)).toBe(grown(({ events }) => events.delivered));
  expect(counted(({ table }) => table.writeUnits)).toBe(grown(({ table }) => table.writeUnits) - 1);
  expect(counted(({ functions }) => functions.invocations)).toBe(
    grown(({ functions }) => functions.invocations) - 1,
  );
  const placed = machine
    .flatMap(({ events }) => events.byName)
    .filter(({ name }) => name === 'ORDER_CREATED_EVENT');
  expect(sum(placed.map(({ count }) => count))).toBe(ORDERS - ORDERS / 10);

  // Each order that was stored is a message of its consumer that is done.
  const done = (step: string) =>
    sum(machine.flatMap(({ workers }) => workers).map((each) => (each.step === step ? each.done : 0)));
  expect(done('placeOrder')).toBe(ORDERS - ORDERS / 10);
  for (const { step, ...worker } of after.workers) {
    const earlier = before.workers.find((each: { step: string }) => each.step === step);
    const own = machine.flatMap(({ workers }) => workers).filter((each) => each.step === step);
    for (const figure of ['received', 'done', 'retried', 'buried'])
      expect([step, figure, sum(own.map((each) => each[figure]))]).toEqual([
        ...[step, figure],
        worker[figure] - (earlier?.[figure] ?? 0),
      ]);
  }

  const last = machine.at(-1);
  for (const { name, step, fedBy, waiting, deadLetterQueue, deadLetters, ...queue } of after.queues) {
    const same = last.queues.find((each: { name: string }) => each.name === name);
    expect(same).toMatchObject({ step, fedBy, waiting, deadLetterQueue, deadLetters });
    const moved = machine.flatMap(({ queues }) => queues).filter((each) => each.name === name);
    const earlier = before.queues.find((each: { name: string }) => each.name === name);
    for (const figure of ['sent', 'received', 'deleted'])
      expect(sum(moved.map((each) => each[figure]))).toBe(queue[figure] - earlier[figure]);
  }
  expect(last.alarms).toEqual(after.alarms);
  expect(last.cost.map(({ service }: { service: string }) => service)).toEqual(
    after.cost.map(({ service }: { service: string }) => service),
  );
});

test('an Admin sees what messages died of, the alarm that rings for it, and who feeds which queue', async () => {
  const { deaths, alarms, queues, history } = await when.looks(desk.admin, 5);
  const died = (failingStep: string) =>
    deaths.filter((death: { failingStep: string }) => death.failingStep === failingStep);
  expect(died('restockSku')).toMatchObject([
    { errorCode: 'InvalidArgument', deathClass: 'PERMANENT', letters: 2 },
  ]);
  expect(died('placeOrder')).toMatchObject([{ letters: 1 }]);
  const queueOf = (worker: string) => queues.find(({ step }: { step: string }) => step === worker);
  expect(queueOf('restockSku')).toMatchObject({
    fedBy: 'EVENT',
    deadLetterQueue: died('restockSku')[0].queue,
  });
  expect(queueOf('placeOrder')).toMatchObject({ fedBy: 'MUTATION' });
  expect(alarms.count).toBeGreaterThan(60);
  const ringing = alarms.ringing.map(({ name }: { name: string }) => name);
  expect(ringing.filter((name: string) => name.includes('RestockSku'))).toHaveLength(1);
  expect(history).toHaveLength(5);
});

test('what it costs is counted by the service at list prices', async () => {
  const { cost, seconds, table, requests } = await when.looks(desk.admin);
  const hourly = (service: string) =>
    cost.find((line: { service: string }) => line.service === service).hourly;
  expect(hourly('AppSync')).toBeCloseTo((requests.count * 3600 * 4) / seconds / 1e6, 10);
  const units = (table.writeUnits * 0.625 + table.readUnits * 0.125) * 3600;
  expect(hourly('DynamoDB')).toBeCloseTo(units / seconds / 1e6, 10);
  expect(hourly('Alarms')).toBeGreaterThan(0.005);
});

const MINUTE = 60_000;

test('figures of each minute are published while an Admin looks, and no more a quarter of an hour later', async () => {
  await desk.cloud.advance(20 * MINUTE);
  const updates = await when.follows(desk, desk.admin);
  await desk.cloud.advance(2 * MINUTE);
  expect(updates.all()).toEqual([]);
  await when.looks(desk.admin);
  await desk.cloud.advance(3 * MINUTE);
  expect(updates.all().map(({ data }) => data.onOperations)).toMatchObject(
    Array.from({ length: 3 }, () => ({ source: 'CLOUDWATCH', seconds: 60 })),
  );
  await desk.cloud.advance(20 * MINUTE);
  // The tick that finds nobody is the last one.
  expect(updates.all()).toHaveLength(15);
  await updates.close();
});

test('a machine publishes to whoever subscribes, and listens to nothing once nobody does', async () => {
  const stop = publishEachSecond(desk.cloud);
  const published = when.listens(desk);
  const own = () => published.of('request').filter(({ traceId }) => traceId === operationsTrace).length;
  await desk.cloud.advance(3 * SECOND);
  expect(own()).toBe(0);
  const updates = await when.follows(desk, desk.admin);
  await desk.cloud.advance(3 * SECOND);
  expect(own()).toBe(2);
  await updates.close();
  await desk.cloud.settles();
  await desk.cloud.advance(3 * SECOND);
  expect(own()).toBe(2);
  published.stop();
  stop();
});

test('what the machine counts is published as it is, with what it costs', async () => {
  const updates = await when.follows(desk, desk.admin);
  const figures = {
    ...when.noFigures,
    requests: { count: 1000, refused: 1, failed: 2, p50: 3.5, p99: 40 },
    usage: { ...when.noFigures.usage, appsyncOperations: 1000 },
  };
  expect((await when.publishes(desk, figures)).errors).toBeUndefined();
  const { data, errors } = await updates.next();
  expect(errors).toBeUndefined();
  expect(data.onOperations).toMatchObject({ source: 'MACHINE', seconds: 1, requests: figures.requests });
  expect(data.onOperations.cost[0]).toEqual({ service: 'AppSync', hourly: 14.4, counted: '1000 operations' });
  await updates.close();
});

test('the path of one order is told by its trace, from the mutation to the payment', async () => {
  const [traceId, { steps, ...path }] = await when.pathOfAnOrder(desk);
  expect(path).toMatchObject({ traceId, operation: 'mutation placeOrder', level: 'OK', omitted: 0 });
  const kinds = steps.map(({ depth, kind, name }: any) => `${depth} ${kind} ${name}`);
  const inOrder = [
    '0 request mutation placeOrder',
    '1 step enqueue',
    '2 message PlaceOrder/Consumer/Work/Queue queue',
    '3 invocation PlaceOrder',
    '5 event ORDER_CREATED_EVENT',
    '7 invocation AllocateOrderStock',
  ];
  expect(kinds.filter((step: string) => inOrder.includes(step))).toEqual(inOrder);
  expect(kinds.join('\n')).toContain('event ORDER_PAYMENT_ACCEPTED_EVENT');
  expect(steps[0]).toMatchObject({ text: expect.stringMatching(/^by tenant\d$/), atMs: 0 });
});

test('a trace that nobody has heard of has no path', async () => {
  const traceId = '1-00000000-000000000000000000000000';
  expect(await desk.admin.graphql(when.PATH, { traceId })).toEqual({ requestPath: null });
});
