import { describe, expect, test } from 'vitest';
import type { AccountingRecords } from '../../../../start/demo/accounting/AccountingRecords.ts';
import {
  canceledTwice,
  charge,
  delivered,
  faults,
  invoice,
  listing,
  order,
  orderCharge,
  paid,
  records,
  stayInvoice,
  stayPaid,
  storing,
} from './records.ts';

describe('the accounting of an order that was brought, with a unit missing', () => {
  const brought = { ...order, flow: 'SAGA', status: 'READY' };
  const item = { sku: 'lamp', units: 2, missing: 1 };
  const list = { orderId: 'order-1', status: 'COMPLETED', stops: [{ items: [item] }] };
  const listStatuses = ['PENDING', 'AVAILABLE', 'ASSIGNED', 'COMPLETED'];
  const partly = { ...paid, refunded: 49.5 };
  const adjusted = { ...invoice, status: 'ADJUSTED', refunded: 49.5 };
  const shop = {
    orders: [brought],
    lists: [list],
    payments: [partly],
    ownPayments: [partly, stayPaid],
    invoices: [adjusted, stayInvoice],
  };
  const found = (
    changed: Partial<AccountingRecords['shop']>,
    charges = [charge, { ...orderCharge, refundedCents: 4_950 }],
    told: Readonly<Record<string, readonly string[]>> = {},
  ) =>
    faults({
      ...listing({ ...shop, ...changed }),
      ...storing({ charges }),
      statusesOf: (id) =>
        ({ ...delivered, 'order-1': ['READY'], 'list:order-1': listStatuses, ...told })[id] ?? [],
    });
  const inStatus = (status: string) => ({ 'order-1': [status] });

  test('adds up if the unit was given back', () => {
    expect(found({})).toEqual([]);
  });

  test.each<[string, ReturnType<typeof found>, ...RegExp[]]>([
    ['an order without its list', found({ lists: [] }), /orders to a door/, /orders: EUR/],
    ['two lists of an order', found({ lists: [list, { ...list, stops: [] }] }), /orders to a door/],
    [
      'a list of an order that goes nowhere',
      found({ orders: [{ ...brought, flow: 'CHOREOGRAPHY' }] }),
      /door: 0, lists: 1/,
    ],
    [
      'an order that is READY before its list is completed',
      found({ lists: [{ ...list, status: 'ASSIGNED' }] }, undefined, {
        'list:order-1': listStatuses.slice(0, -1),
      }),
      /orders to a door/,
    ],
    [
      'an order that is not READY though its list is completed',
      found(
        { orders: [{ ...brought, status: 'PAYMENT_ACCEPTED' }] },
        undefined,
        inStatus('PAYMENT_ACCEPTED'),
      ),
      /orders to a door/,
    ],
    [
      'a list that is of other units',
      found({ lists: [{ ...list, stops: [{ items: [{ ...item, units: 3 }] }] }] }),
      /2 picked \+ 1 missing = 2 ordered/,
    ],
    [
      'a list that was offered twice',
      found({}, undefined, { 'list:order-1': ['AVAILABLE', ...listStatuses] }),
      /as told to the caretaker/,
    ],
    [
      'a missing unit that was not given back',
      found({ payments: [paid], ownPayments: [paid, stayPaid], invoices: [invoice, stayInvoice] }, [
        charge,
        orderCharge,
      ]),
      /orders: EUR 99.00 captured - 0.00 refunded/,
    ],
    [
      'a missing unit that was given back twice',
      found(
        {
          payments: [{ ...paid, refunded: 99 }],
          ownPayments: [{ ...paid, refunded: 99 }, stayPaid],
          invoices: [{ ...adjusted, refunded: 99 }, stayInvoice],
        },
        [charge, { ...orderCharge, refundedCents: 9_900 }],
      ),
      /orders: EUR 99.00 captured - 99.00 refunded/,
    ],
    [
      'a missing unit that is back on the shelf',
      found({ skus: [{ sku: 'lamp', units: 4 }, records.shop.skus[1]!] }, undefined, {
        lamp: ['4 on hand'],
      }),
      /1 sold \+ 1 missing/,
    ],
  ])('finds %s', (_, claims, ...expected) => {
    expect(claims).toEqual(expected.map((claim) => expect.stringMatching(claim)));
  });

  test.each<[string, Partial<AccountingRecords['shop']>]>([
    ['an invoice that is missing', { invoices: [stayInvoice] }],
    ['an invoice that is shown twice', { invoices: [adjusted, adjusted, stayInvoice] }],
    ['an invoice of nothing that is shown twice', { invoices: [...shop.invoices, ...canceledTwice] }],
    ['an invoice that forgets what was given back', { invoices: [invoice, stayInvoice] }],
    ['an invoice of another amount', { invoices: [{ ...adjusted, amount: 100 }, stayInvoice] }],
    [
      'an invoice that says canceled of what was kept',
      { invoices: [{ ...adjusted, status: 'CANCELED' }, stayInvoice] },
    ],
    ['a payment that its person is not shown', { ownPayments: [stayPaid] }],
  ])('finds %s', (_, changed) => {
    expect(found(changed)).toEqual([expect.stringMatching(/invoices: EUR/)]);
  });

  test('counts the invoice of a refused charge as nothing', () => {
    expect(found({ invoices: [...shop.invoices, ...canceledTwice.slice(1)] })).toEqual([]);
  });
});
