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
  flow: 'CHOREOGRAPHY',
  lines: [{ sku: 'lamp', units: 2, price: 49.5 }],
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
const paid = { paymentId: 'order:order-1', paymentStatus: 'PAYMENT_ACCEPTED', amount: 99, refunded: 0 };
const stayPaid = { ...paid, paymentId: 'booking:b1:1', amount: 360 };
const invoice = { id: 'order:order-1', status: 'PAID', amount: 99, refunded: 0 };
const stayInvoice = { ...invoice, id: 'booking:b1', amount: 360 };
const charge = { pk: 'GATEWAY#booking:b1:1', capturedCents: 36_000 };
const orderCharge = { pk: 'GATEWAY#order:order-1', capturedCents: 9_900 };
const delivered: Readonly<Record<string, readonly string[]>> = {
  b1: ['PENDING', 'APPROVED', 'PAID'],
  'order-1': ['CREATED', 'STOCK_ALLOCATED', 'PAYMENT_ACCEPTED', 'SHIPPED'],
  lamp: ['5 on hand', '3 on hand'],
};
const records: AccountingRecords = {
  entries: [entry, ordered, restocked],
  stored: {
    baskets: [],
    bookings: [stay],
    slots: [],
    availabilities: [],
    lots: [lot],
    charges: [charge, orderCharge],
    queued: 0,
    dead: 0,
  },
  shop: {
    skus: [
      { sku: 'lamp', units: 3 },
      { sku: 'pot', units: 7 },
    ],
    orders: [order],
    lists: [],
    payments: [paid],
    ownPayments: [paid, stayPaid],
    invoices: [invoice, stayInvoice],
  },
  statusesOf: (id) => delivered[id] ?? [],
  opening: [{ sku: 'pot', lotId: 'opening', units: 7 }],
  apartments: [{ id: 'a1', number: '201', apartmentType: 'DOUBLE_ROOM' }],
  services: [{ id: 's1', name: 'boiler check', capacity: 1 }],
};
const canceled = { id: 'order:order-2', status: 'CANCELED', amount: 7, refunded: 0 };
const canceledTwice = [canceled, canceled];
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

  describe('of slots', () => {
    const slot = { serviceId: 's1', dateTime: '2027-03-10T09:00:00.000Z' };
    const appointment = { id: 'b2', status: 'APPROVED', ...slot };
    const entries = [...records.entries, { ...entry, answer: { ...entry.answer, id: 'b2' } }];
    const seats = (...ids: string[]) => [{ ...slot, bookingIds: new Set(ids) }];
    const booked = (changed: Partial<AccountingRecords['stored']>, status = 'APPROVED') =>
      faults({
        entries,
        ...storing({ bookings: [stay, { ...appointment, status }], slots: seats('b2'), ...changed }),
        statusesOf: (id) => (id === 'b2' ? [status] : (delivered[id] ?? [])),
      });

    test('adds up if each appointment has its seat, and nobody else has', () => {
      expect(booked({})).toEqual([]);
      expect(booked({ slots: [] }, 'CANCELLED')).toEqual([]);
    });

    test.each<[string, Partial<AccountingRecords['stored']>, string?]>([
      ['an appointment without a seat', { slots: [] }],
      ['a seat of nobody', { slots: seats('b2', 'b3') }],
      ['a seat in another slot', { slots: [{ ...seats('b2')[0]!, dateTime: '2027-03-10T10:00:00.000Z' }] }],
      ['a seat in two slots', { slots: [...seats('b2'), { ...seats('b2')[0]!, dateTime: stay.startDate }] }],
      ['a seat that was not freed', {}, 'CANCELLED'],
      [
        'a slot of a service that nobody offers',
        {
          bookings: [stay, { ...appointment, serviceId: 's2' }],
          slots: [{ ...seats('b2')[0]!, serviceId: 's2' }],
        },
      ],
    ])('finds %s', (_, changed, status) => {
      expect(booked(changed, status)).toEqual([expect.stringMatching(/seats taken/)]);
    });

    test('finds a slot above its capacity, though each has a seat', () => {
      const other = { ...entry, answer: { ...entry.answer, id: 'b3' } };
      const both = {
        entries: [...entries, other],
        ...storing({ bookings: [stay, appointment, { ...appointment, id: 'b3' }], slots: seats('b2', 'b3') }),
        statusesOf: (id: string) => (['b2', 'b3'].includes(id) ? ['APPROVED'] : (delivered[id] ?? [])),
      };
      expect(faults(both)).toEqual([expect.stringMatching(/seats taken/)]);
      expect(faults({ ...both, services: [{ id: 's1', name: 'boiler check', capacity: 2 }] })).toEqual([]);
    });
  });

  describe('of an order that was brought, with a unit missing', () => {
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
      ['an order without its list', found({ lists: [] }), /lists for/, /orders: EUR/],
      ['two lists of an order', found({ lists: [list, { ...list, stops: [] }] }), /lists for/],
      [
        'a list of an order that goes nowhere',
        found({ orders: [{ ...brought, flow: 'CHOREOGRAPHY' }] }),
        /1 lists for 0 orders/,
      ],
      [
        'an order that is READY before its list is completed',
        found({ lists: [{ ...list, status: 'ASSIGNED' }] }, undefined, {
          'list:order-1': listStatuses.slice(0, -1),
        }),
        /lists for/,
      ],
      [
        'an order that is not READY though its list is completed',
        found(
          { orders: [{ ...brought, status: 'PAYMENT_ACCEPTED' }] },
          undefined,
          inStatus('PAYMENT_ACCEPTED'),
        ),
        /lists for/,
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
});
