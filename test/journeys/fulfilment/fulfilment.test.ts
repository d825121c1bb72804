import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { userKey } from '../../../model/accounts/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import { connect, type Session } from '../../../start/connect.ts';
import { createRandomness } from '../../../local/platform/Randomness.ts';
import * as given from '../given.ts';
import { comesToRest } from '../orders/comesToRest.ts';
import { keptCents, orderOf, stockOf } from '../orders/then.ts';
import * as whenOrders from '../orders/when.ts';
import { putsRow } from '../policies/operator.ts';
import { recordsLater } from '../racing.ts';
import * as givenSagas from '../sagas/given.ts';
import { expectShopping } from '../shop/invariants/fulfilment.ts';
import { isRefused, items } from '../then.ts';
import type { Answer } from '../when.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
let home: { readonly person: given.Person; readonly deliverTo: string };
let caretakers: Session[];
let count = 0;

beforeAll(async () => {
  desk = await given.frontdesk();
  home = await givenSagas.aTenantAtHome(desk);
  caretakers = await Promise.all(Array.from({ length: 50 }, (_, index) => aCaretaker(`keeper${index}`)));
});
afterAll(async () => desk[Symbol.asyncDispose]());

/** A caretaker with an account, who takes lists. */
async function aCaretaker(username: string): Promise<Session> {
  const { signUp } = connect(desk.cloud.describe());
  const email = `${username}@frontdesk.example`;
  const session = await signUp({ username, password: 'Passw0rd-2027', email, groups: ['Caretakers'] });
  const { data } = await when.setsAvailability(desk, session);
  const id = data!['setAvailability'].userId;
  await putsRow(desk, { ...userKey(id), ...entityMetadata('User'), id, enabled: true });
  return session;
}

/** What an order takes of the stock that there is. */
const ORDERED = { rolls: 4, milk: 2 };
const STOCK = 10;

interface Order {
  readonly orderId: string;
  readonly rolls: string;
  readonly milk: string;
}

/** An order that its saga has paid for and offered: 4 rolls at 0.80 and 2 bottles of milk at 1.20. */
async function anOffered(): Promise<Order> {
  const number = ++count;
  const order = { orderId: `fetched-${number}`, rolls: `rolls-${number}`, milk: `milk-${number}` };
  for (const sku of [order.rolls, order.milk]) await whenOrders.hasRestocked(desk, sku, STOCK);
  const lines = [
    { sku: order.rolls, units: ORDERED.rolls, priceCents: 80 },
    { sku: order.milk, units: ORDERED.milk, priceCents: 120 },
  ];
  await givenSagas.anOrder(desk, home.person, { orderId: order.orderId, lines, deliverTo: home.deliverTo });
  await comesToRest(desk);
  expect(await listOf(order)).toMatchObject({ status: 'AVAILABLE' });
  return order;
}

const listOf = async ({ orderId }: Order) =>
  (await desk.caretaker.graphql(when.READ, { id: orderId }))['shoppingList'];

const statusOf = async ({ orderId }: Order) => (await orderOf(desk.admin, orderId))?.['status'];

const holds = async () => expectShopping(await items(desk, ''));

const cancels = ({ orderId }: Order) => whenOrders.moves(desk, home.person, 'cancelOrder', orderId);

/** The first caretaker has the list. */
async function aTaken(): Promise<Order> {
  const order = await anOffered();
  expect((await when.assigns(desk, caretakers[0]!, order.orderId)).errors).toBeUndefined();
  return order;
}

describe('a list', () => {
  test('is taken, given back, taken by another and completed; the order is shipped then, and not before', async () => {
    const follower = await when.follows(desk, desk.caretaker);
    const order = await anOffered();
    const { orderId } = order;
    const [one, other] = caretakers as [Session, Session];
    const early = await whenOrders.moves(desk, desk.caretaker, 'shipOrder', orderId);
    isRefused(early, 'StateConflict', { status: 'PAYMENT_ACCEPTED' });

    await when.assigns(desk, one, orderId);
    isRefused(await when.completes(desk, other, orderId), 'Forbidden', null);
    await when.releases(desk, one, orderId);
    await when.assigns(desk, other, orderId);
    const { data } = await when.completes(desk, other, orderId);
    expect(data!['completeShoppingList']).toMatchObject({ status: 'COMPLETED' });
    await desk.cloud.settles();
    expect(await statusOf(order)).toBe('READY');
    for (const move of ['shipOrder', 'deliverOrder'] as const)
      expect((await whenOrders.moves(desk, desk.caretaker, move, orderId)).errors).toBeUndefined();
    await comesToRest(desk);
    expect(await statusOf(order)).toBe('DELIVERED');
    expect(await keptCents(desk, orderId)).toBe(560);
    await holds();

    await follower.close();
    const told = follower.all().map(({ data }: any) => data.onShoppingList);
    expect(told.filter(({ id }) => id === orderId).map(({ status }) => status)).toEqual([
      ...['PENDING', 'AVAILABLE', 'ASSIGNED', 'AVAILABLE', 'ASSIGNED', 'COMPLETED'],
    ]);
  });

  test('that 50 caretakers want at one instant is one’s', async () => {
    const order = await anOffered();
    const answers = await Promise.all(caretakers.map((each) => when.assigns(desk, each, order.orderId)));
    const taken = answers.filter(({ errors }) => !errors);
    expect(taken).toHaveLength(1);
    for (const { errors } of answers)
      if (errors) expect(['StateConflict', 'TryAgain']).toContain(errors[0]!.errorType);
    const { assignedTo } = await listOf(order);
    expect(taken[0]!.data!['assignShoppingList'].assignedTo).toBe(assignedTo);
    await holds();
    const at = answers.findIndex(({ errors }) => !errors);
    await when.completes(desk, caretakers[at]!, order.orderId);
    await comesToRest(desk);
  });

  test('is found by its building and status', async () => {
    const order = await anOffered();
    const { buildingId } = await listOf(order);
    const pages = async (variables: object) =>
      (await desk.caretaker.graphql(when.LISTS, { ...variables }))['shoppingLists'].items.map(
        ({ id }: { id: string }) => id,
      );
    expect(await pages({ status: 'AVAILABLE', buildingId })).toEqual([order.orderId]);
    expect(await pages({ status: 'AVAILABLE' })).toEqual([order.orderId]);
    expect(await pages({ status: 'ASSIGNED', buildingId })).toEqual([]);
    expect(await pages({ buildingId: 'another' })).toEqual([]);
    await cancels(order);
    await comesToRest(desk);
  });
});

describe('what is missing', () => {
  test('is refunded once, and in nobody’s stock, also when the order is canceled later', async () => {
    const order = await aTaken();
    const missing = [{ sku: order.rolls, units: 3 }];
    const answers = await Promise.all(
      [1, 2].map(() => when.completes(desk, caretakers[0]!, order.orderId, missing)),
    );
    expect(answers.some(({ errors }) => !errors)).toBe(true);
    await comesToRest(desk);
    await holds();
    expect(await statusOf(order)).toBe('READY');
    expect(await keptCents(desk, order.orderId)).toBe(560 - 3 * 80);

    expect((await cancels(order)).errors).toBeUndefined();
    await comesToRest(desk);
    await holds();
    expect(await keptCents(desk, order.orderId)).toBe(0);
    expect(await listOf(order)).toMatchObject({ status: 'CANCELED' });
    expect(await stockOf(desk)).toMatchObject({ [order.rolls]: STOCK - 3, [order.milk]: STOCK });
  });

  test('can be all: order and list are canceled, and all is refunded', async () => {
    const order = await aTaken();
    const missing = [
      { sku: order.rolls, units: ORDERED.rolls },
      { sku: order.milk, units: ORDERED.milk },
    ];
    await when.completes(desk, caretakers[0]!, order.orderId, missing);
    await comesToRest(desk);
    expect(await statusOf(order)).toBe('CANCELED');
    expect(await listOf(order)).toMatchObject({ status: 'CANCELED' });
    expect(await keptCents(desk, order.orderId)).toBe(0);
    expect(await stockOf(desk)).toMatchObject({
      [order.rolls]: STOCK - ORDERED.rolls,
      [order.milk]: STOCK - ORDERED.milk,
    });
    await holds();
  });
});

/** More records than one request causes, so that the second may begin after the first has ended. */
const LONGEST_LEAD = 24;
const RACES = 6;

/** Sends both requests. The seed decides which goes first, and how much the cloud does before the other. */
async function race(seed: number, one: () => Promise<Answer>, other: () => Promise<Answer>): Promise<void> {
  const random = createRandomness(seed);
  const [first, second] = random.float() < 0.5 ? [one, other] : [other, one];
  const sent = first();
  await recordsLater(desk, Math.floor(random.float() * LONGEST_LEAD), sent);
  for (const { errors } of await Promise.all([sent, second()]))
    if (errors) expect(['StateConflict', 'TryAgain']).toContain(errors[0]!.errorType);
}

describe('an order that is canceled at the instant at which its list is', () => {
  test.each(['assigned', 'completed'])('%s ends canceled with its list, or goes on with it', async (what) => {
    const ends: string[] = [];
    for (let seed = 1; seed <= RACES; seed++) {
      const order = what === 'assigned' ? await anOffered() : await aTaken();
      const { orderId } = order;
      await race(
        seed,
        () => cancels(order),
        () =>
          what === 'assigned'
            ? when.assigns(desk, caretakers[0]!, orderId)
            : when.completes(desk, caretakers[0]!, orderId, [{ sku: order.rolls, units: 1 }]),
      );
      await holds();
      await comesToRest(desk);
      const [status, list, kept] = [
        await statusOf(order),
        (await listOf(order)).status,
        await keptCents(desk, orderId),
      ];
      const canceled = { status: 'CANCELED', list: 'CANCELED', kept: 0 };
      const ready = { status: 'READY', list: 'COMPLETED', kept: 480 };
      const taken = { status: 'PAYMENT_ACCEPTED', list: 'ASSIGNED', kept: 560 };
      expect([canceled, what === 'assigned' ? taken : ready]).toContainEqual({ status, list, kept });
      await holds();
      ends.push(status);
      if (list === 'ASSIGNED') await when.completes(desk, caretakers[0]!, orderId);
      await comesToRest(desk);
    }
    expect(ends).toContain('CANCELED');
  });
});
