import type { AccountingRecords } from '../../../../start/demo/accounting/AccountingRecords.ts';
import { account } from '../../../../start/demo/accounting/account.ts';

export const stay = {
  id: 'b1',
  status: 'PAID',
  apartmentId: 'a1',
  startDate: '2027-03-10',
  endDate: '2027-03-13',
};
export const entry = {
  who: 'Tara',
  kind: 'booking',
  action: 'book',
  about: 'flat 201',
  answer: { outcome: 'accepted', code: 'QUEUED', id: 'b1' },
} as const;
export const order = {
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
export const restocked = {
  ...entry,
  kind: 'lot',
  action: 'restock',
  lot,
  answer: { outcome: 'accepted', code: 'QUEUED', id: 'lot-1' },
} as const;
export const paid = {
  paymentId: 'order:order-1',
  paymentStatus: 'PAYMENT_ACCEPTED',
  amount: 99,
  refunded: 0,
};
export const stayPaid = { ...paid, paymentId: 'booking:b1:1', amount: 360 };
export const invoice = { id: 'order:order-1', status: 'PAID', amount: 99, refunded: 0 };
export const stayInvoice = { ...invoice, id: 'booking:b1', amount: 360 };
export const charge = { pk: 'GATEWAY#booking:b1:1', capturedCents: 36_000 };
export const orderCharge = { pk: 'GATEWAY#order:order-1', capturedCents: 9_900 };
export const delivered: Readonly<Record<string, readonly string[]>> = {
  b1: ['PENDING', 'APPROVED', 'PAID'],
  'order-1': ['CREATED', 'STOCK_ALLOCATED', 'PAYMENT_ACCEPTED', 'SHIPPED'],
  lamp: ['5 on hand', '3 on hand'],
};
/** Of a small shop, where everything adds up. */
export const records: AccountingRecords = {
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
export const canceledTwice = [canceled, canceled];
/** The claims that do not hold of the records with these changes. */
export const faults = (changed: Partial<AccountingRecords>) =>
  account({ ...records, ...changed })
    .checks.filter(({ holds }) => !holds)
    .map(({ claim }) => claim);
export const delivering = (id: string, ...statuses: string[]): Partial<AccountingRecords> => ({
  statusesOf: (other) => (other === id ? statuses : (delivered[other] ?? [])),
});
export const storing = (changed: Partial<AccountingRecords['stored']>) => ({
  stored: { ...records.stored, ...changed },
});
export const listing = (changed: Partial<AccountingRecords['shop']>) => ({
  shop: { ...records.shop, ...changed },
});
