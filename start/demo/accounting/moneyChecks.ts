import type { Lot } from '../../seed.ts';
import type { Shop, ShopOrder, ShopSku } from '../readShop.ts';
import type { StoredCharge } from '../readStored.ts';
import { priceOf } from '../stays.ts';
import type { AccountingRecords, Check } from './AccountingRecords.ts';

/** By the gateway's book: the API tells a booking's status, and nothing of its payments. */
export function moneyOfBookings({ stored, apartments }: AccountingRecords): Check {
  const paid = stored.bookings.filter(({ status }) => ['PAID', 'COMPLETED'].includes(status));
  const owed = sum(paid.map((booking) => priceOf(booking, apartments)));
  const money = chargedFor(stored.charges, 'booking');
  return {
    claim: `bookings: ${formatMoney(money)}, the price of ${paid.length} paid`,
    holds: money.captured - money.refunded === owed,
  };
}

/** By the payments that the API tells of, which the gateway's own book has to bear out. */
export function moneyOfOrders({ stored, shop }: AccountingRecords): Check {
  const paid = shop.orders.filter(isPaid);
  const owed = sum(paid.map(({ amount }) => centsOf(amount)));
  const money = toldOf(shop);
  const book = chargedFor(stored.charges, 'order');
  return {
    claim: `orders: ${formatMoney(money)}, the price of ${paid.length} paid`,
    holds: money.captured - money.refunded === owed && book.captured - book.refunded === owed,
  };
}

function toldOf({ payments }: Shop): Money {
  const cents = (...statuses: readonly string[]) =>
    sum(
      payments
        .filter(({ paymentStatus }) => statuses.includes(paymentStatus))
        .map(({ amount }) => centsOf(amount)),
    );
  return { captured: cents('PAYMENT_ACCEPTED', 'PAYMENT_REFUNDED'), refunded: cents('PAYMENT_REFUNDED') };
}

/** For each SKU, and not only in all: what came in is what is there, what is held for an order and what was sold. */
export function stock({ entries, opening, shop, statusesOf }: AccountingRecords): Check {
  const lots = new Map(opening.map((lot) => [nameOf(lot), lot]));
  for (const { answer, lot } of entries)
    if (lot && answer?.outcome === 'accepted' && !lots.has(nameOf(lot))) lots.set(nameOf(lot), lot);
  const [restocked, sold] = [[...lots.values()], linesOf(shop.orders.filter(isPaid))];
  const held = linesOf(shop.orders.filter(({ status }) => status === 'STOCK_ALLOCATED'));
  const addsUp = ({ sku, units }: ShopSku) =>
    units >= 0 && unitsOf(restocked, sku) === units + unitsOf(held, sku) + unitsOf(sold, sku);
  const isTold = ({ sku, units }: ShopSku) =>
    units === parseInt(statusesOf(sku).at(-1) ?? String(unitsOf(opening, sku)));
  return {
    claim:
      `${unitsOf(restocked)} units restocked = ${unitsOf(shop.skus)} on hand + ${unitsOf(held)} held + ` +
      `${unitsOf(sold)} sold, for each of ${shop.skus.length} SKUs, as told last`,
    holds:
      shop.skus.every(addsUp) &&
      shop.skus.every(isTold) &&
      new Set(restocked.map(({ sku }) => sku)).size === shop.skus.length,
  };
}

/** Lots are known by their names: one that is brought again is not another. */
const nameOf = ({ sku, lotId }: Lot) => `${sku} ${lotId}`;

const linesOf = (orders: readonly ShopOrder[]) => orders.flatMap(({ lines }) => lines);

/** Of one SKU, or of all. */
const unitsOf = (all: readonly ShopSku[], wanted?: string) =>
  sum(all.filter(({ sku }) => wanted === undefined || sku === wanted).map(({ units }) => units));

/** Whole cents. */
interface Money {
  readonly captured: number;
  readonly refunded: number;
}

/** What the gateway's book says it took for one kind of thing, and gave back. */
const chargedFor = (charges: readonly StoredCharge[], kind: 'booking' | 'order'): Money => {
  const lines = charges.filter(({ pk }) => pk.startsWith(`GATEWAY#${kind}:`));
  return {
    captured: sum(lines.map(({ capturedCents = 0 }) => capturedCents)),
    refunded: sum(lines.map(({ refundedCents = 0 }) => refundedCents)),
  };
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

const centsOf = (euros: number) => Math.round(euros * 100);

/** Such as `148.50`. */
export const formatEuros = (cents: number) => (cents / 100).toFixed(2);

/** Such as `EUR 9.00 captured - 4.50 refunded = 4.50 kept`. */
const formatMoney = ({ captured, refunded }: Money) =>
  `EUR ${formatEuros(captured)} captured - ${formatEuros(refunded)} refunded = ` +
  `${formatEuros(captured - refunded)} kept`;

const PAID = ['PAYMENT_ACCEPTED', 'SHIPPED', 'DELIVERED'];

/** Whether an order owes its price, and its units are sold. */
const isPaid = ({ status }: ShopOrder) => PAID.includes(status);
