import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Apartment } from '../../../model/apartments/Apartment.ts';
import { phaseOf } from '../../../model/search/states.ts';
import {
  anyFilter,
  anyOrders,
  buildingOf,
  createDice,
  isFound,
  type Searched,
} from '../../resolvers/orders/searchedOrders.ts';
import * as given from '../given.ts';
import { expectCardsAreOrders } from '../shop/invariants/search.ts';
import * as orderWhen from '../orders/when.ts';
import * as then from '../then.ts';
import * as when from './when.ts';

/** What the schema promises of one request. */
const MOST_ROWS = 1400;

/** `SEARCH_ORDERS=5000 SEARCH_FILTERS=500 npx vitest run test/journeys/search` tries as many; `SEARCH_SEED` draws others. */
const numberFrom = (name: string, usual: number) => Number(process.env[name] ?? usual);
const ORDERS = numberFrom('SEARCH_ORDERS', 400);
const FILTERS = numberFrom('SEARCH_FILTERS', 25);
const dice = createDice(numberFrom('SEARCH_SEED', 29));
const LONG_MS = 30 * 60_000;

let desk: given.Frontdesk;
let tenants: given.Person[];
let orders: Searched[];

beforeAll(async () => {
  desk = await given.frontdesk();
  tenants = [await desk.tenant(), await desk.tenant(), await desk.tenant()];
  orders = anyOrders(
    dice,
    ORDERS,
    tenants.map(({ id }) => id),
  );
  const createdOn = new Date(given.NOW).toISOString();
  const flats = [...buildingOf].map(([id, buildingId]) => ({
    ...{ id, buildingId, apartmentNumber: id, numberOfRooms: 1, kitchen: true },
    ...({ apartmentType: 'VILLA', apartmentStatus: 'VACANT' } as const),
    ...{ createdOn, updatedOn: createdOn },
  }));
  await when.storesRows(desk, (table) => flats.map((flat) => Apartment.put(flat).params({ table }).Item!));
  await when.stores(desk, orders);
  await when.rebuildsCards(desk);
}, LONG_MS);
afterAll(async () => desk[Symbol.asyncDispose]());

const cards = () => then.items(desk, 'CARD#');

/** The phase and building of each card that there should be, by what is stored now: of orders with a delivery. */
async function expectedCards(): Promise<Record<string, unknown>> {
  const rows = await then.items(desk, 'EVENTS#ORDER_ID#');
  const statuses = new Map(
    rows.filter(({ sk }) => sk === 'PROGRESS').map(({ orderId, status }) => [orderId, status]),
  );
  return Object.fromEntries(
    rows
      .filter(({ sk, flow }) => sk === 'ORDER' && flow === 'SAGA')
      .map(({ orderId, deliverTo, createdOn, userId, lines, amountCents }) => [
        orderId,
        {
          phase: phaseOf(statuses.get(orderId) ?? 'CREATED'),
          buildingId: buildingOf.get(deliverTo) ?? '',
          ...{ createdOn, userId, lines, amountCents },
        },
      ]),
  );
}

const shownCards = async () =>
  Object.fromEntries(
    (await cards()).map(({ orderId, phase, buildingId, createdOn, userId, lines, amountCents }) => [
      orderId,
      { phase, buildingId, createdOn, userId, lines, amountCents },
    ]),
  );

test('an order that is placed is found at once, and by its status as it moves on', async () => {
  const [tenant] = tenants as [given.Person];
  await orderWhen.hasRestocked(desk, 'search-lamp', 10);
  await orderWhen.places(desk, tenant, { orderId: 'search-1', lines: [orderWhen.aLine('search-lamp')] });
  await desk.cloud.settles();
  const filter = { skus: ['search-lamp'] };
  const found = async (status: string, by: object = desk.admin) =>
    (await when.searchesAll(by as given.Person, { ...filter, status })).map(({ orderId }) => orderId);
  expect(await found('PAYMENT_ACCEPTED')).toEqual(['search-1']);
  expect(await found('PAYMENT_ACCEPTED', tenant)).toEqual(['search-1']);
  for (const move of ['shipOrder', 'deliverOrder'] as const)
    await orderWhen.moves(desk, desk.caretaker, move, 'search-1');
  await desk.cloud.settles();
  expect([await found('DELIVERED'), await found('PAYMENT_ACCEPTED')]).toEqual([['search-1'], []]);
  expect(await found('DELIVERED', tenants[1])).toEqual([]);
});

describe(`of ${ORDERS} orders`, () => {
  test(
    `${FILTERS} filters find exactly what a look through all that is listed finds, each page within its bound`,
    async () => {
      const listed: Record<string, any>[] = [];
      let nextToken: string | null = null;
      do {
        const { listOrders }: Record<string, any> = await desk.admin.graphql(LIST, {
          pagination: { limit: 100, nextToken },
        });
        listed.push(...listOrders.items);
        nextToken = listOrders.nextToken;
      } while (nextToken);
      const known = new Map(orders.map((searched) => [searched.order.orderId, searched]));
      const reads = countReads();
      for (let round = 0; round < FILTERS; round++) {
        const filter = anyFilter(
          dice,
          orders,
          tenants.map(({ id }) => id),
        );
        const wanted = listed.filter(({ orderId }) => {
          const searched = known.get(orderId);
          return searched && isFound(filter, searched);
        });
        const found = await when.searchesAll(desk.caretaker, filter, dice.oneOf([50, 100]), () => {
          expect(reads.taken()).toBeLessThanOrEqual(MOST_ROWS);
        });
        const ours = found.filter(({ orderId }) => known.has(orderId));
        expect({ filter, items: ours }).toEqual({ filter, items: wanted });
      }
      reads.stop();
    },
    LONG_MS,
  );

  test(
    'cards that are made again while 100 changes a second go on equal those that were kept',
    async () => {
      const changes = orders
        .filter(({ order: { flow } }) => flow === 'SAGA')
        .filter(({ status }) => ['SHIPPED', 'READY', 'PAYMENT_ACCEPTED', 'CREATED'].includes(status))
        .slice(0, 100);
      // Half of all cards are lost, and some say what never was.
      const stored = await cards();
      await when.deletesRows(
        desk,
        stored.filter((_, index) => index % 2 === 0),
      );
      await when.storesRows(desk, () =>
        stored
          .filter((_, index) => index % 10 === 1)
          .map((card) => ({ ...card, phase: 'CANCELED', gsi1pk: 'CARDS#CANCELED', amountCents: 1 })),
      );
      await when.asksForRebuild(desk, 'rebuild-live');
      let moved = 0;
      for (const { order, status } of changes) {
        const move = status === 'SHIPPED' ? 'deliverOrder' : status === 'READY' ? 'shipOrder' : 'cancelOrder';
        const { errors } = await orderWhen.moves(desk, desk.admin, move, order.orderId);
        if (!errors) moved++;
        await desk.cloud.advance(10);
      }
      expect([moved, changes.length > 25]).toEqual([changes.length, true]);
      await desk.cloud.settles();
      expect(await shownCards()).toEqual(await expectedCards());
      const rows = await then.items(desk, '');
      expectCardsAreOrders(rows, { atRest: true });
      expectSeesFaults(rows);
      const kept = await cards();
      await when.deletesRows(desk, kept);
      await when.rebuildsCards(desk);
      expect(new Map((await cards()).map((card) => [card['orderId'], card]))).toEqual(
        new Map(kept.map((card) => [card['orderId'], card])),
      );
    },
    LONG_MS,
  );
});

/** The check of all cards fails where one is missing, ahead, behind, of other lines or of no order. */
function expectSeesFaults(rows: readonly Record<string, any>[]): void {
  const at = rows.findIndex(({ sk, phase }) => sk === 'CARD' && phase === 'DELIVERED');
  const faulty = [undefined, { phase: 'CANCELED' }, { phase: 'OPEN' }, { lines: [] }, { orderId: 'nobody' }];
  for (const change of faulty) {
    const changed = change ? rows.with(at, { ...rows[at]!, ...change }) : rows.toSpliced(at, 1);
    expect(() => expectCardsAreOrders(changed, { atRest: true })).toThrow();
  }
}

const LIST = `query ($pagination: Pagination) {
  listOrders(pagination: $pagination) {
    items { orderId userId amount status reason createdOn updatedOn lines { sku units price } } nextToken } }`;

/** Counts rows that are read; `taken` returns how many since it was asked last. */
function countReads() {
  let rows = 0;
  const stop = desk.cloud.world.feed.subscribe((record) => {
    if (record.kind === 'read') rows += record.items;
  });
  return {
    stop,
    taken() {
      const count = rows;
      rows = 0;
      return count;
    },
  };
}
