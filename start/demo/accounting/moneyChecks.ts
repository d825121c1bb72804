import type { Lot } from '../../shop.ts';
import type { Shop, ShopOrder, ShopSku } from '../readShop.ts';
import type { StoredCharge } from '../readStored.ts';
import { priceOf } from '../stays.ts';
import type { AccountingRecords, Check } from './AccountingRecords.ts';
import { missingOf } from './listChecks.ts';

/** Compares prices with the gateway's own records: the API shows a booking's status, but none of its payments. */
export function moneyOfBookings({ stored, apartments }: AccountingRecords): Check {
  const paid = stored.bookings.filter(({ status }) => ['PAID', 'COMPLETED'].includes(status));
  const owed = sum(paid.map((booking) => priceOf(booking, apartments)));
  const money = chargedFor(stored.charges, 'booking');
  return {
    claim: `bookings: ${formatMoney(money)}, the price of ${paid.length} paid`,
    holds: money.captured - money.refunded === owed,
  };
}

/** Compares prices with the payments that the API lists, and with the gateway's own records. */
export function moneyOfOrders({ stored, shop }: AccountingRecords): Check {
  const paid = shop.orders.filter(isPaid);
  const owed = sum(paid.map((order) => centsOf(order.amount) - missingCents(order, shop)));
  const money = listedMoney(shop);
  const charged = chargedFor(stored.charges, 'order');
  return {
    claim: `orders: ${formatMoney(money)}, the price of ${paid.length} less missing`,
    holds: money.captured - money.refunded === owed && charged.captured - charged.refunded === owed,
  };
}

/** What an order's missing units were sold for. */
const missingCents = (order: ShopOrder, shop: Shop) =>
  sum(
    missingOf(order, shop).map(({ sku, units }) => {
      const line = order.lines.find((ordered) => ordered.sku === sku);
      return units * centsOf(line?.price ?? 0);
    }),
  );

function listedMoney({ payments }: Shop): Money {
  const taken = payments.filter(({ paymentStatus }) =>
    ['PAYMENT_ACCEPTED', 'PAYMENT_REFUNDED'].includes(paymentStatus),
  );
  return {
    captured: sum(taken.map(({ amount }) => centsOf(amount ?? 0))),
    refunded: sum(payments.map(({ refunded }) => centsOf(refunded))),
  };
}

/** For each SKU, the units that came in are on hand, held for an order, sold or missing. */
export function stock({ entries, opening, shop, statusesOf }: AccountingRecords): Check {
  const lots = new Map(opening.map((lot) => [nameOf(lot), lot]));
  for (const { answer, lot } of entries)
    if (lot && answer?.outcome === 'accepted' && !lots.has(nameOf(lot))) lots.set(nameOf(lot), lot);
  const restocked = [...lots.values()];
  const missing = shop.orders.filter(isPaid).flatMap((order) => missingOf(order, shop));
  const sold = [...linesOf(shop.orders.filter(isPaid)), ...missing.map(lessUnits)];
  const held = linesOf(shop.orders.filter(({ status }) => status === 'STOCK_ALLOCATED'));
  const isBalanced = ({ sku, units }: ShopSku) =>
    units >= 0 &&
    unitsOf(restocked, sku) === units + unitsOf(held, sku) + unitsOf(sold, sku) + unitsOf(missing, sku);
  const isDelivered = ({ sku, units }: ShopSku) =>
    units === parseInt(statusesOf(sku).at(-1) ?? String(unitsOf(opening, sku)));
  return {
    claim:
      `${unitsOf(restocked)} units restocked = ${unitsOf(shop.skus)} on hand + ${unitsOf(held)} held + ` +
      `${unitsOf(sold)} sold + ${unitsOf(missing)} missing, by SKU, as last told`,
    holds:
      shop.skus.every(isBalanced) &&
      shop.skus.every(isDelivered) &&
      new Set(restocked.map(({ sku }) => sku)).size === shop.skus.length,
  };
}

/** A lot is identified by its name: bringing it in again does not make another. */
const nameOf = ({ sku, lotId }: Lot) => `${sku} ${lotId}`;

const lessUnits = ({ sku, units }: ShopSku) => ({ sku, units: -units });

const linesOf = (orders: readonly ShopOrder[]) => orders.flatMap(({ lines }) => lines);

/** Units of one SKU, or of all. */
const unitsOf = (all: readonly ShopSku[], wanted?: string) =>
  sum(all.filter(({ sku }) => wanted === undefined || sku === wanted).map(({ units }) => units));

/** Whole cents. */
export interface Money {
  readonly captured: number;
  readonly refunded: number;
}

/** What the gateway captured and refunded, by its own records, for bookings or for orders. */
const chargedFor = (charges: readonly StoredCharge[], kind: 'booking' | 'order'): Money => {
  const lines = charges.filter(({ pk }) => pk.startsWith(`GATEWAY#${kind}:`));
  return {
    captured: sum(lines.map(({ capturedCents = 0 }) => capturedCents)),
    refunded: sum(lines.map(({ refundedCents = 0 }) => refundedCents)),
  };
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

export const centsOf = (euros: number) => Math.round(euros * 100);

/** Such as `148.50`. */
export const formatEuros = (cents: number) => (cents / 100).toFixed(2);

/** Such as `EUR 9.00 captured - 4.50 refunded = 4.50 kept`. */
export const formatMoney = ({ captured, refunded }: Money) =>
  `EUR ${formatEuros(captured)} captured - ${formatEuros(refunded)} refunded = ` +
  `${formatEuros(captured - refunded)} kept`;

const PAID = ['PAYMENT_ACCEPTED', 'READY', 'SHIPPED', 'DELIVERED'];

/** Whether an order is paid, so that its units count as sold. */
const isPaid = ({ status }: ShopOrder) => PAID.includes(status);
