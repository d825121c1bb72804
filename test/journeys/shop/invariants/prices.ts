import { expect } from 'vitest';

type Row = Record<string, any>;

/**
 * Checks, by the rows of the table, that every order freezes what the catalogue asked: a line of a product has the price,
 * the SKU and the store of that product at the version it names, which was on offer then. Claims and events of an order
 * have its lines, and its amount is what they come to. Only the orders of `named` may have lines without a product:
 * an Admin or a raw event named their prices.
 */
export function expectCataloguePrices(
  rows: readonly Row[],
  named: Pick<ReadonlySet<string>, 'has'> = { has: () => true },
): void {
  const streams = streamsOf(rows);
  for (const { orderId, lines, amountCents } of rows.filter(({ sk }) => sk === 'ORDER')) {
    for (const line of lines) expectAsked(orderId, line, streams, named);
    const sum = lines.reduce((total: number, line: Row) => total + line['units'] * line['priceCents'], 0);
    expect({ orderId, amountCents }).toEqual({ orderId, amountCents: sum });
    for (const { sk, eventData } of eventsOf(orderId, rows)) {
      expect({ orderId, sk, lines: eventData.lines }).toEqual({ orderId, sk, lines });
      expect({ orderId, sk, amountCents: eventData.amountCents }).toEqual({ orderId, sk, amountCents });
    }
  }
}

function expectAsked(
  orderId: string,
  line: Row,
  streams: ReadonlyMap<string, readonly Row[]>,
  named: Pick<ReadonlySet<string>, 'has'>,
): void {
  const { sku, priceCents, productId, productVersion, storeId } = line;
  if (productId === undefined) {
    expect({ orderId, line, named: named.has(orderId) }).toEqual({ orderId, line, named: true });
    return;
  }
  const stream = (streams.get(productId) ?? []).slice(0, productVersion);
  expect({ orderId, line, versions: stream.map(({ version }) => version) }).toEqual({
    orderId,
    line,
    versions: Array.from({ length: productVersion }, (_, index) => index + 1),
  });
  const at = Object.assign({}, ...stream);
  const removed = stream.some(({ eventName }) => eventName === 'PRODUCT_REMOVED_EVENT');
  expect({ orderId, sku, priceCents, storeId, removed }).toEqual({
    orderId,
    sku: at.sku,
    priceCents: at.priceCents,
    storeId: at.storeId,
    removed: false,
  });
}

/** What each product's events say, in the order of their versions. */
function streamsOf(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const events = rows
    .filter(({ pk, sk }) => pk.startsWith('PRODUCT#') && sk.startsWith('EVENT#'))
    .map(({ eventName, eventData }): Row => ({ eventName, ...eventData }))
    .sort((one, other) => one['version'] - other['version']);
  return Map.groupBy(events, ({ productId }) => productId);
}

/** The events of an order that tell its lines, for as long as they are kept: ours, and raw ones that it applied. */
const eventsOf = (orderId: string, rows: readonly Row[]) =>
  rows.filter(
    ({ pk, sk, applied }) =>
      pk === `EVENTS#ORDER_ID#${orderId}` &&
      applied &&
      ['EVENT#ORDER_PLACED_EVENT', 'EVENT#ORDER_CREATED_EVENT'].includes(sk),
  );
