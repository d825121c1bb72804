import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { basketKey, openBasketKey } from '../../../model/baskets/keys.ts';
import { orderEventKey } from '../../../model/orders/keys.ts';
import { expectBasketsAreOrders } from '../../journeys/shop/invariants/baskets.ts';
import { documents, startedBasket, startShop } from '../baskets/rows.ts';
import { sendCopies } from '../copies.ts';
import { everyWay, type Choose } from '../interleavings.ts';
import { caretaker, tenant, type StartedApi } from '../startApi.ts';

const { ADD, CANCEL, CHECK_OUT } = documents;

let api: StartedApi;
beforeAll(async () => {
  api = await startShop();
});

interface Basket {
  readonly id: string;
  readonly version: number;
  readonly amount: number;
}

const requests = {
  checkOut: ({ id: basketId, version, amount: expectedAmount }: Basket) =>
    api.run(tenant, CHECK_OUT, { basketId, version, expectedAmount }),
  add: ({ id: basketId }: Basket) => api.run(caretaker, ADD, { basketId, sku: 'chair', units: 1 }),
  cancel: ({ id: basketId }: Basket) => api.run(caretaker, CANCEL, { basketId }),
};

/** Sends requests about one new basket at one instant, and returns what they were answered and what is stored then. */
async function sent(choose: Choose, names: readonly (keyof typeof requests)[]) {
  const basket = await startedBasket(api, { lamp: 1 });
  const before = api.sent.length;
  const answers = await sendCopies(
    api,
    choose,
    names.map((name) => () => requests[name](basket)),
  );
  const accepted = (name: string) =>
    answers.filter((answer, index) => names[index] === name && 'id' in answer).length;
  const stored = await api.row(basketKey(basket.id));
  const claim = await api.row(openBasketKey('tenant-1'));
  const placed = await api.row(orderEventKey(basket.id, 'ORDER_PLACED_EVENT'));
  const rows = (await api.rows()).filter(({ pk }) => pk.includes(basket.id));
  // The next one begins with no open basket.
  if (stored.status === 'OPEN') await requests.cancel(basket);
  return { basket, answers, accepted, stored, claim, placed, rows, messages: api.messages().slice(before) };
}

type Sent = Awaited<ReturnType<typeof sent>>;

/** What holds whoever came first. */
function holds({ basket, answers, accepted, stored, claim, placed, rows, messages }: Sent) {
  expectBasketsAreOrders(rows);
  const isOut = stored.status === 'CHECKED_OUT';
  if (accepted('checkOut') > 0) expect(isOut).toBe(true);
  // A basket that is checked out is an order, and an order is of what was seen.
  expect(placed !== undefined).toBe(isOut);
  expect(claim?.basketId).toBe(stored.status === 'OPEN' ? basket.id : undefined);
  if (isOut) expect(stored).toMatchObject({ version: 2, items: { 'SKU#lamp': 1 } });
  if (isOut) expect(accepted('add') + accepted('cancel')).toBe(0);
  for (const { lines, basketVersion } of messages)
    expect({ lines, basketVersion }).toMatchObject({
      lines: [{ sku: 'lamp', units: 1, priceCents: 1999 }],
      basketVersion: 2,
    });
  for (const answer of answers)
    if ('errorType' in answer)
      expect(['QueueUnavailable', 'TryAgain', 'BasketChanged', 'StateConflict']).toContain(answer.errorType);
}

test('of a check-out and an addition, however they meet, the order is of what was seen, or there is none', async () => {
  const outcomes = new Set<string>();
  const ways = await everyWay(async (choose) => {
    const outcome = await sent(choose, ['checkOut', 'add']);
    holds(outcome);
    outcomes.add(`${outcome.accepted('checkOut')} ${outcome.accepted('add')}`);
  });
  expect(ways).toBeGreaterThan(50);
  expect([...outcomes].sort()).toEqual(['0 0', '0 1', '1 0']);
});

test('of two check-outs, an addition and a cancel, however they meet, an accepted one is never taken back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat(11)), async (stream) => {
      const names = ['checkOut', 'checkOut', 'add', 'cancel'] as const;
      holds(await sent((options) => stream.next().value % options, names));
    }),
    { numRuns: 80 },
  );
});
