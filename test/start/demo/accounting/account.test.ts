import { describe, expect, test } from 'vitest';
import type { AccountingRecords } from '../../../../start/demo/accounting/AccountingRecords.ts';
import { account } from '../../../../start/demo/accounting/account.ts';
import {
  charge,
  delivered,
  delivering,
  entry,
  faults,
  invoice,
  listing,
  order,
  orderCharge,
  paid,
  records,
  restocked,
  stay,
  stayInvoice,
  stayPaid,
  storing,
} from './records.ts';

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
    [
      'a ticket without a booking',
      {
        ...storing({ bookings: [], charges: [orderCharge] }),
        ...listing({ ownPayments: [paid], invoices: [invoice] }),
      },
      /tickets given/,
    ],
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
      {
        ...storing({ charges: [charge, orderCharge, { ...charge, pk: 'GATEWAY#booking:b1:2' }] }),
        ...listing({
          ownPayments: [paid, stayPaid, { ...stayPaid, paymentId: 'booking:b1:2' }],
          invoices: [invoice, { ...stayInvoice, amount: 720 }],
        }),
      },
      /bookings: EUR 720.00 captured/,
    ],
    [
      'a booking’s money given back though it is paid',
      {
        ...storing({ charges: [{ ...charge, refundedCents: 36_000 }, orderCharge] }),
        ...listing({
          ownPayments: [paid, { ...stayPaid, paymentStatus: 'PAYMENT_REFUNDED', refunded: 360 }],
          invoices: [invoice, { ...stayInvoice, status: 'CANCELED', refunded: 360 }],
        }),
      },
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
      {
        ...storing({ charges: [charge] }),
        ...listing({ ownPayments: [stayPaid], invoices: [stayInvoice] }),
      },
      /orders: EUR 99.00 captured/,
    ],
    [
      'an order’s money that the API does not list',
      {
        ...storing({ charges: [charge, { ...orderCharge, capturedCents: 19_800 }] }),
        ...listing({
          ownPayments: [{ ...paid, amount: 198 }, stayPaid],
          invoices: [{ ...invoice, amount: 198 }, stayInvoice],
        }),
      },
      /orders: EUR 99.00 captured/,
    ],
    [
      'an order refunded though it was shipped',
      listing({ payments: [{ ...paid, paymentStatus: 'PAYMENT_REFUNDED', refunded: 99 }] }),
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
        ...listing({ orders: [held], payments: [], ownPayments: [stayPaid], invoices: [stayInvoice] }),
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
