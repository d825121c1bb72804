import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { UserDescription } from '../../../local/CloudDescription.ts';
import { startCloud, type Cloud } from '../../../local/startCloud.ts';
import { connect, type Session } from '../../../start/connect.ts';
import { upgradeFolder } from '../../../start/upgrade/upgradeFolder.ts';
import { upgrade } from '../../../start/upgrade/upgrade.ts';

/**
 * The journal of a folder that `npm start` filled before there was a catalogue. `docs/examples/shop.csv` of that version was
 * loaded, two tenants booked and ordered, and the process was killed while the last three requests were in their queues.
 */
const FOLDER = join(import.meta.dirname, 'folder-before-the-catalogue.journal.gz');

/** A day after it was written. */
const NOW = Date.UTC(2026, 10, 23, 4);

let folder: string;
let cloud: Cloud;
let users: readonly UserDescription[];
let admin: Session;
let tenant: Session;
let done: readonly string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'upgraded-'));
  writeFileSync(join(folder, 'journal'), gunzipSync(readFileSync(FOLDER)));
  cloud = await startCloud({ assembly: inject('assembly'), dataDirectory: folder, seed: 1, frozenAt: NOW });
  users = cloud.world.journal.get<readonly UserDescription[]>('filling', 'users')!;
  done = await upgradeFolder.run(cloud, users);
  const { signIn } = connect(cloud.describe(), undefined, () => NOW);
  [admin, tenant] = [await signIn('admin', users[0]!.password), await signIn('tenant1', users[0]!.password)];
});
afterAll(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

test('it says what it did, a line each, and does nothing when it is done again', async () => {
  expect([...done].sort()).toEqual(
    [
      'Lobby shop is open',
      'Quay Bakery is open',
      'Bright and Clean is open',
      'kettle-steel is offered for EUR 39.00, as it was ordered last',
      // The order that waited in its queue was the latest.
      'soap-lemon is offered for EUR 2.95, as it was ordered last',
      'towel-white is offered for EUR 9.50, as it was ordered last',
      '2 buildings are listed by owner and area',
      'Orders can be searched',
    ].sort(),
  );
  expect(await upgrade(admin)).toEqual([]);
});

test('what waited in its queues is stored', async () => {
  const { bookingsPerUser } = await admin.graphql(
    'query ($userId: ID) { bookingsPerUser(userId: $userId) { items { __typename status } } }',
    { userId: await idOf('tenant2') },
  );
  expect(bookingsPerUser.items).toEqual([
    { __typename: 'ApartmentBooking', status: 'PENDING' },
    { __typename: 'ServiceBooking', status: 'PENDING' },
  ]);
  const { order } = await admin.graphql('{ order(orderId: "queued-order-1") { status amount } }');
  expect(order).toEqual({ status: 'PAYMENT_ACCEPTED', amount: 5.9 });
});

test('its people sign in, and what they had goes on', async () => {
  const { bookingsPerUser } = await tenant.graphql('{ bookingsPerUser { items { id __typename status } } }');
  const stay = bookingsPerUser.items.find(({ __typename }: any) => __typename === 'ApartmentBooking');
  const moves = 'mutation ($id: ID!) { confirmBooking(bookingId: $id) { status } }';
  expect(await admin.graphql(moves, { id: stay.id })).toEqual({ confirmBooking: { status: 'APPROVED' } });
  expect(await tenant.graphql('mutation { cancelOrder(orderId: "tenant-order-1") { status } }')).toEqual({
    cancelOrder: { status: 'CANCELED' },
  });
  await cloud.settles();
  const { order } = await tenant.graphql(
    '{ order(orderId: "tenant-order-1") { status payment { paymentStatus } } }',
  );
  expect(order).toEqual({ status: 'CANCELED', payment: { paymentStatus: 'PAYMENT_REFUNDED' } });
});

test('its goods are ordered at the price that they had', async () => {
  const lines = [{ sku: 'towel-white', units: 2 }];
  await tenant.graphql('mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id } }', {
    input: { orderId: 'after-the-upgrade', lines },
  });
  await cloud.settles();
  const { order } = await tenant.graphql('{ order(orderId: "after-the-upgrade") { amount } }');
  expect(order).toEqual({ amount: 19 });
});

test('its buildings are found by owner and by area', async () => {
  const found = await admin.graphql(
    '{ buildingsByOwner { items { name } } buildingsByArea(country: "nl", city: "amsterdam") { items { name } } }',
  );
  expect(found['buildingsByOwner'].items).toHaveLength(2);
  expect(found['buildingsByArea'].items).toEqual([{ name: 'Garden Court' }]);
});

test('its orders are found by their status', async () => {
  const { searchOrders } = await admin.graphql(
    '{ searchOrders(filter: { status: PAYMENT_ACCEPTED, skus: ["soap-lemon"] }) { items { orderId } } }',
  );
  expect(searchOrders.items).toContainEqual({ orderId: 'queued-order-1' });
});

const idOf = async (username: string): Promise<string> => {
  const { getAllUserAccounts } = await admin.graphql('{ getAllUserAccounts { items { id email } } }');
  return getAllUserAccounts.items.find(({ email }: any) => email.startsWith(`${username}@`)).id;
};
