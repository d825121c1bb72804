import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_EMAILS, MAX_TEXTS_TO_NUMBER } from '../../../model/notifications/deliveries.ts';
import { orderEventKey } from '../../../model/orders/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import * as given from '../given.ts';
import { deadLetters } from '../orders/deadLetters.ts';
import { redelivers } from '../orders/redelivers.ts';
import { putsRow } from '../policies/operator.ts';
import * as then from '../then.ts';
import * as whenBookings from '../when.ts';
import * as when from './when.ts';

/** The environment can set more: `STORM_EVENTS=1000`. */
const { STORM_EVENTS = '60' } = process.env;
const PHONE = '+491701250001';

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk();
});
afterAll(async () => desk[Symbol.asyncDispose]());

/** An event of an order, as its transactions write it. */
const anEvent = (orderId: string, userId: string) => ({
  ...orderEventKey(orderId, 'ORDER_READY_EVENT'),
  ...entityMetadata('OrderEvent'),
  ...{ orderId, eventName: 'ORDER_READY_EVENT', applied: true, ttl: 9e9 },
  eventData: {
    ...{ orderId, userId, status: 'READY', reason: '', amountCents: 100 },
    updatedOn: new Date(desk.cloud.world.clock.now()).toISOString(),
  },
});

/** Counts what a worker is invoked for from now on, by outcome. */
const countsInvocations = (worker: string) => {
  const { ref } = desk.cloud.stacks
    .flatMap(({ resources }) => Object.values(resources))
    .find(({ type, path }) => type === 'AWS::Lambda::Function' && path.startsWith(`${worker}/`))!;
  const counts = { succeeded: 0, failed: 0, messages: 0 };
  desk.cloud.world.feed.subscribe((record) => {
    if (record.kind !== 'invocation' || record.functionName !== ref) return;
    counts[record.outcome === 'succeeded' ? 'succeeded' : 'failed']++;
    counts.messages += record.batch?.length ?? 0;
  });
  return counts;
};

/** How many entries of inboxes were written before a row of this partition. */
const entriesBefore = (partition: string) => {
  let entries = 0;
  let before: number | undefined;
  desk.cloud.world.feed.subscribe((record) => {
    if (record.kind !== 'write' || record.change !== 'INSERT') return;
    const pk = String(record.keys['pk']);
    if (pk.startsWith('INBOX#')) entries++;
    if (pk.startsWith(partition)) before ??= entries;
  });
  return () => before;
};

test('a storm of events is told in full in the inbox, outside up to the caps, and nobody else waits for its end', async () => {
  const [victim, neighbour] = [await desk.tenant(), await desk.tenant()];
  const others = await Promise.all(Array.from({ length: 4 }, () => desk.tenant()));
  await when.isReachable(desk, victim, PHONE);
  const apartment = await desk.apartment();
  const counts = {
    creates: countsInvocations('CreateNotifications'),
    sends: countsInvocations('SendNotifications'),
  };
  const before = entriesBefore('BOOKING#');

  const people = Array.from({ length: Number(STORM_EVENTS) }, (_, index) =>
    index % 3 === 0 ? others[index % others.length]! : victim,
  );
  const events = people.map(({ id }, index) => anEvent(`storm-${index}`, id));
  await Promise.all(events.map((event) => putsRow(desk, event)));
  // Somebody says of other people's orders that they are the victim's.
  const lies = events
    .filter(({ eventData }) => eventData.userId !== victim.id)
    .map((event) => ({ ...event, eventData: { ...event.eventData, userId: victim.id } }));
  await redelivers(desk, lies);
  expect((await whenBookings.books(desk, neighbour, whenBookings.aStay(apartment))).errors).toBeUndefined();
  await desk.cloud.settles();
  await desk.cloud.advance(60_000);
  await desk.cloud.settles();

  for (const person of new Set(people)) {
    const entries = await then.items(desk, `INBOX#${person.id}`);
    expect(entries.map(({ orderId }) => orderId).sort()).toEqual(
      events.flatMap(({ orderId, eventData }) => (eventData.userId === person.id ? [orderId] : [])).sort(),
    );
  }
  expect(when.sentTo(desk, `${victim.username}@frontdesk.example`)).toHaveLength(MAX_EMAILS);
  // The code is one of them.
  expect(when.sentTo(desk, PHONE)).toHaveLength(MAX_TEXTS_TO_NUMBER);
  expect(before()).toBeLessThan(events.length);
  // Each message was worked on once, many at a time, and none failed.
  expect(counts).toMatchObject({
    creates: { failed: 0, messages: events.length + lies.length },
    sends: { failed: 0, messages: people.filter((person) => person === victim).length },
  });
  for (const { succeeded, messages } of Object.values(counts)) expect(succeeded).toBeLessThan(messages / 2);
  expect(await deadLetters(desk, ['CreateNotifications', 'SendNotifications'])).toEqual([]);
});
