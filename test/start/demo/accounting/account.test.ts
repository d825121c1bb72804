import { describe, expect, test } from 'vitest';
import type { AccountingRecords } from '../../../../start/demo/accounting/AccountingRecords.ts';
import { account } from '../../../../start/demo/accounting/account.ts';

const stay = {
  id: 'b1',
  status: 'PAID',
  apartmentId: 'a1',
  startDate: '2027-03-10',
  endDate: '2027-03-13',
};
const entry = {
  who: 'Tara',
  kind: 'booking',
  action: 'book',
  about: 'flat 201',
  answer: { outcome: 'accepted', code: 'QUEUED', id: 'b1' },
} as const;
const order = {
  orderId: 'order-1',
  status: 'SHIPPED',
  amount: 99,
  lines: [{ sku: 'lamp', units: 2 }],
};
const ordered = {
  ...entry,
  kind: 'order',
  action: 'order',
  answer: { outcome: 'accepted', code: 'QUEUED', id: 'order-1' },
} as const;
const lot = { sku: 'lamp', lotId: 'lot-1', units: 5 };
const restocked = {
  ...entry,
  kind: 'lot',
  action: 'restock',
  lot,
  answer: { outcome: 'accepted', code: 'QUEUED', id: 'lot-1' },
} as const;
const paid = { paymentId: 'order:order-1', paymentStatus: 'PAYMENT_ACCEPTED', amount: 99 };
const charge = { pk: 'GATEWAY#booking:b1:1', capturedCents: 36_000 };
const orderCharge = { pk: 'GATEWAY#order:order-1', capturedCents: 9_900 };
const delivered: Readonly<Record<string, readonly string[]>> = {
  b1: ['PENDING', 'APPROVED', 'PAID'],
  'order-1': ['CREATED', 'STOCK_ALLOCATED', 'PAYMENT_ACCEPTED', 'SHIPPED'],
  lamp: ['5 on hand', '3 on hand'],
};
const records: AccountingRecords = {
  entries: [entry, ordered, restocked],
  stored: { baskets: [], bookings: [stay], lots: [lot], charges: [charge, orderCharge], queued: 0, dead: 0 },
  shop: {
    skus: [
      { sku: 'lamp', units: 3 },
      { sku: 'pot', units: 7 },
    ],
    orders: [order],
    payments: [paid],
  },
  statusesOf: (id) => delivered[id] ?? [],
  opening: [{ sku: 'pot', lotId: 'opening', units: 7 }],
  apartments: [{ id: 'a1', number: '201', apartmentType: 'DOUBLE_ROOM' }],
};
const faults = (changed: Partial<AccountingRecords>) =>
  account({ ...records, ...changed })
    .checks.filter(({ holds }) => !holds)
    .map(({ claim }) => claim);
const delivering = (id: string, ...statuses: string[]): Partial<AccountingRecords> => ({
  statusesOf: (other) => (other === id ? statuses : (delivered[other] ?? [])),
});
const storing = (changed: Partial<AccountingRecords['stored']>) => ({
  stored: { ...records.stored, ...changed },
});
const listing = (changed: Partial<AccountingRecords['shop']>) => ({ shop: { ...records.shop, ...changed } });

describe('the accounting', () => {
  test('adds up if nothing is missing', () => {
    expect(faults({})).toEqual([]);
    expect(account(records).rows).toEqual([
      { count: 1, action: 'book', answer: 'QUEUED', end: 'PAID' },
      { count: 1, action: 'order', answer: 'QUEUED', end: 'SHIPPED' },
      { count: 1, action: 'restock', answer: 'QUEUED', end: 'on the shelf' },
    ]);
  });

  test('reports a lot without a row', () => {
    expect(account({ ...records, ...storing({ lots: [] }) }).rows.at(-1)).toMatchObject({ end: 'MISSING' });
  });

  test.each<[string, Partial<AccountingRecords>, RegExp]>([
    [
      'a request without an answer',
      { entries: [...records.entries, { who: 'Tui', kind: 'booking', action: 'book', about: 'flat 1' }] },
      /requests sent/,
    ],
    ['a ticket without a booking', storing({ bookings: [], charges: [orderCharge] }), /tickets given/],
    [
      'a booking without a ticket',
      {
        ...storing({ bookings: [stay, { ...stay, id: 'b2', status: 'REJECTED' }] }),
        ...delivering('b2', 'REJECTED'),
      },
      /tickets given/,
    ],
    [
      'an order stored twice',
      listing({ orders: [order, { ...order, amount: 0, lines: [] }] }),
      /tickets given/,
    ],
    ['a status delivered twice', delivering('b1', 'PENDING', 'PENDING', 'PAID'), /received each status once/],
    ['a status never delivered', delivering('b1', 'PENDING'), /received each status once/],
    ['an order’s status never delivered', delivering('order-1', 'CREATED'), /received each status once/],
    ['a message left in a queue', storing({ queued: 1 }), /left in queues/],
    ['a dead letter nobody knows of', storing({ dead: 1 }), /left in queues/],
    [
      'a booking charged twice',
      storing({ charges: [charge, orderCharge, { ...charge, pk: 'GATEWAY#booking:b1:2' }] }),
      /bookings: EUR 720.00 captured/,
    ],
    [
      'a booking’s money given back though it is paid',
      storing({ charges: [{ ...charge, refundedCents: 36_000 }, orderCharge] }),
      /bookings: EUR 360.00 captured - 360.00 refunded/,
    ],
    [
      'a basket whose order has other units',
      storing({ baskets: [{ id: 'order-1', status: 'CHECKED_OUT', items: { 'SKU#lamp': 3 } }] }),
      /1 of 1 baskets checked out/,
    ],
    [
      'a basket that was checked out without an order',
      storing({ baskets: [{ id: 'order-2', status: 'CHECKED_OUT', items: { 'SKU#lamp': 2 } }] }),
      /1 of 1 baskets checked out/,
    ],
    ['an order paid for nothing', listing({ payments: [] }), /orders: EUR 0.00 captured/],
    [
      'an order’s money that the API lists and the gateway does not',
      storing({ charges: [charge] }),
      /orders: EUR 99.00 captured/,
    ],
    [
      'an order’s money that the API does not list',
      storing({ charges: [charge, { ...orderCharge, capturedCents: 19_800 }] }),
      /orders: EUR 99.00 captured/,
    ],
    [
      'an order refunded though it was shipped',
      listing({ payments: [{ ...paid, paymentStatus: 'PAYMENT_REFUNDED' }] }),
      /orders: EUR 99.00 captured - 99.00 refunded/,
    ],
    [
      'missing units',
      {
        ...listing({
          skus: [
            { sku: 'lamp', units: 2 },
            { sku: 'pot', units: 7 },
          ],
        }),
        ...delivering('lamp', '2 on hand'),
      },
      /units restocked/,
    ],
    [
      'units of one SKU that are counted for another',
      {
        ...listing({
          skus: [
            { sku: 'lamp', units: 4 },
            { sku: 'pot', units: 6 },
          ],
        }),
        statusesOf: (id) => ({ ...delivered, lamp: ['4 on hand'], pot: ['6 on hand'] })[id] ?? [],
      },
      /12 units restocked = 10 on hand \+ 0 held \+ 2 sold/,
    ],
    [
      'a wrong level that was delivered last',
      delivering('lamp', '3 on hand', '5 on hand'),
      /units restocked/,
    ],
    ['a level that was never delivered', delivering('lamp'), /units restocked/],
    ['a SKU that is gone', listing({ skus: [{ sku: 'lamp', units: 3 }] }), /units restocked/],
  ])('finds %s', (_, changed, claim) => {
    expect(faults(changed)).toEqual([expect.stringMatching(claim)]);
  });

  test('counts a lot that was brought in twice once', () => {
    expect(faults({ entries: [...records.entries, restocked] })).toEqual([]);
  });

  test('counts units that are held for an order', () => {
    const held = { ...order, status: 'STOCK_ALLOCATED' };
    expect(
      faults({
        ...listing({ orders: [held], payments: [] }),
        ...storing({ charges: [charge] }),
        ...delivering('order-1', 'CREATED', 'STOCK_ALLOCATED'),
      }),
    ).toEqual([]);
  });

  test('finds approved stays that share a night', () => {
    const other = { ...stay, id: 'b2', status: 'APPROVED', startDate: '2027-03-12', endDate: '2027-03-14' };
    const entries = [...records.entries, { ...entry, answer: { ...entry.answer, id: 'b2' } }];
    expect(
      faults({
        entries,
        ...storing({ bookings: [stay, other] }),
        statusesOf: (id) => (id === 'b2' ? ['APPROVED'] : (delivered[id] ?? [])),
      }),
    ).toEqual(['no two approved stays share a night']);
  });
});
