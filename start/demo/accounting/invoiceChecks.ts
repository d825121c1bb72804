import type { ShopInvoice, ShopPayment } from '../readShop.ts';
import type { StoredCharge } from '../readStored.ts';
import type { AccountingRecords, Check } from './AccountingRecords.ts';
import { centsOf, formatMoney, type Money } from './moneyChecks.ts';

/** What was taken and given back for each order or booking, by the id of its invoice. */
type Amounts = ReadonlyMap<string, Money>;

/** Tenants are shown, on each invoice, what their payments say, which is what the gateway's own records say. */
export function everyInvoice({ stored, shop: { invoices, ownPayments } }: AccountingRecords): Check {
  const invoiced = amountsOf(invoices.map(moneyOfInvoice));
  const paid = amountsOf(ownPayments.map(moneyOfPayment));
  const charged = amountsOf(stored.charges.map(moneyOfCharge));
  const isOnce = new Set(invoices.map(({ id }) => id)).size === invoices.length;
  return {
    claim: `${invoices.length} invoices: ${formatMoney(total(invoiced))}, each as at the gateway`,
    holds: isOnce && written(invoiced) === written(paid) && written(invoiced) === written(charged),
  };
}

/** The id of an invoice, and its money. */
type Amount = readonly [string, Money];

const moneyOfInvoice = ({ id, status, amount, refunded }: ShopInvoice): Amount => [
  id,
  // What is canceled was never taken, or all of it was given back.
  moneyOf(status === 'PAID' || status === 'ADJUSTED' ? amount : refunded, refunded),
];

const moneyOfPayment = ({ paymentId, paymentStatus, amount, refunded }: ShopPayment): Amount => {
  const wasTaken = ['PAYMENT_ACCEPTED', 'PAYMENT_REFUNDED'].includes(paymentStatus);
  return [invoiceOf(paymentId), moneyOf(wasTaken ? amount : 0, refunded)];
};

const moneyOfCharge = ({ pk, capturedCents = 0, refundedCents = 0 }: StoredCharge): Amount => [
  invoiceOf(pk.slice('GATEWAY#'.length)),
  { captured: capturedCents, refunded: refundedCents },
];

const moneyOf = (taken: number | null, refunded: number): Money => ({
  captured: centsOf(taken ?? 0),
  refunded: centsOf(refunded),
});

/** `booking:b1` of `booking:b1:2`, the second attempt to pay for it. */
const invoiceOf = (paymentId: string) => paymentId.split(':').slice(0, 2).join(':');

/** Sums up several attempts to pay for one thing. */
function amountsOf(all: readonly Amount[]): Amounts {
  const amounts = new Map<string, Money>();
  for (const [id, { captured, refunded }] of all) {
    const before = amounts.get(id) ?? { captured: 0, refunded: 0 };
    amounts.set(id, { captured: before.captured + captured, refunded: before.refunded + refunded });
  }
  return amounts;
}

const total = (amounts: Amounts): Money => ({
  captured: [...amounts.values()].reduce((sum, { captured }) => sum + captured, 0),
  refunded: [...amounts.values()].reduce((sum, { refunded }) => sum + refunded, 0),
});

/** Without what never cost anything, so that a refused charge need not be in each record. */
const written = (amounts: Amounts) =>
  [...amounts]
    .filter(([, { captured, refunded }]) => captured !== 0 || refunded !== 0)
    .map(([id, { captured, refunded }]) => `${id} ${captured} ${refunded}`)
    .sort()
    .join();
