import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FeedRecord } from '../../local/platform/Feed.ts';
import { subscribeWithWs } from '../support/subscriber.ts';
import * as given from './given.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk();
});
afterAll(async () => desk[Symbol.asyncDispose]());

/** A booking alone in its batch, which is the most expensive case. AWS charges for each of these figures. */
test('a booking whose owner subscribes to it costs exactly its budget', async () => {
  const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
  const endpoint = { ...desk.cloud.describe(), authorization: { Authorization: tenant.idToken } };
  const subscription = await subscribeWithWs(endpoint, when.STATUSES, { userId: tenant.id });
  await desk.cloud.settles();

  const cost = costOf(await recordsOf(() => when.hasBooked(desk, tenant, when.aStay(apartment))));
  await subscription.close();

  // Two of them ask for the claim.
  expect(cost.writeUnits).toBeLessThanOrEqual(11);
  // Who books, the apartment, and the account once more as it is when the claim is written.
  expect(cost.readUnits).toBeLessThanOrEqual(2);
  expect(cost.busEvents).toBeLessThanOrEqual(2);
  expect(cost.invocations).toBe(1);
  expect(cost).toMatchObject({ graphqlOperations: 2, queueRequests: 3, streamRecords: 3, deliveries: 1 });
});

async function recordsOf(act: () => Promise<unknown>): Promise<FeedRecord[]> {
  const records: FeedRecord[] = [];
  const stop = desk.cloud.world.feed.subscribe((record) => void records.push(record));
  await act();
  stop();
  return records;
}

function costOf(records: readonly FeedRecord[]) {
  const all = <Kind extends FeedRecord['kind']>(kind: Kind) =>
    records.filter((record): record is Extract<FeedRecord, { kind: Kind }> => record.kind === kind);
  const sum = (entries: readonly { readonly units: number }[]) =>
    entries.reduce((total, { units }) => total + units, 0);
  const messages = all('message').filter(({ change }) => ['sent', 'received', 'deleted'].includes(change));
  return {
    writeUnits: sum(all('write')),
    readUnits: sum(all('read')),
    /** The client's mutation, and the one that publishes to subscribers. */
    graphqlOperations: all('request').length,
    /** Send, receive and delete. A batch of ten shares the last two. */
    queueRequests: messages.length,
    invocations: all('invocation').length,
    /** The claim, the booking and its event. The pipe passes only the event on. */
    streamRecords: all('write').filter(({ change }) => change !== 'NONE').length,
    busEvents: all('event').length,
    deliveries: all('delivery').length,
  };
}
