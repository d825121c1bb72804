import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { keysOf, scanTable } from '../../bench/server/readBack.ts';
import type { CloudDescription } from '../../local/CloudDescription.ts';

type Row = Record<string, AttributeValue>;

interface Books {
  readonly onHand: Map<string, number>;
  readonly brought: Map<string, number>;
  /** By order. */
  readonly lines: Map<string, readonly { readonly sku: string; readonly units: number }[]>;
  readonly amountCents: Map<string, number>;
  readonly progress: Map<string, { readonly status: string; readonly stock: string }>;
  /** Captured less refunded, by order. */
  readonly keptCents: Map<string, number>;
}

const ORDER = 'EVENTS#ORDER_ID#';
const GATEWAY = 'GATEWAY#order:';
const PAID = ['PAYMENT_ACCEPTED', 'SHIPPED', 'DELIVERED'];

/**
 * Returns what does not add up, whatever messages were sent: each SKU has as many units as were brought, less those
 * that orders hold; and money is kept only for an order that is stored and paid, and not more than its amount.
 */
export async function faultsOfBooks(description: CloudDescription): Promise<string[]> {
  const books: Books = {
    onHand: new Map(),
    brought: new Map(),
    lines: new Map(),
    amountCents: new Map(),
    progress: new Map(),
    keptCents: new Map(),
  };
  for await (const row of scanTable(description)) enter(row, books);
  const held = new Map<string, number>();
  for (const [order, { stock }] of books.progress)
    if (stock === 'HELD' || stock === 'SOLD')
      for (const { sku, units } of books.lines.get(order) ?? []) held.set(sku, (held.get(sku) ?? 0) + units);
  const units = [...new Set([...books.onHand.keys(), ...books.brought.keys()])].flatMap((sku) => {
    const [brought, onHand, inOrders] = [books.brought, books.onHand, held].map((of) => of.get(sku) ?? 0);
    return brought === onHand! + inOrders!
      ? []
      : [`${sku}: ${brought} brought, ${onHand} on hand, ${inOrders} in orders`];
  });
  const money = [...books.keptCents].flatMap(([order, kept]) => {
    const paid = PAID.includes(books.progress.get(order)?.status ?? '')
      ? (books.amountCents.get(order) ?? 0)
      : 0;
    return kept === paid ? [] : [`order ${order}: ${kept} cents kept, ${paid} due`];
  });
  return [...units, ...money];
}

function enter(row: Row, { onHand, brought, lines, amountCents, progress, keptCents }: Books): void {
  const { pk = '', sk = '' } = keysOf(row);
  const add = (to: Map<string, number>, key: string, value: number) =>
    to.set(key, (to.get(key) ?? 0) + value);
  if (pk === 'SKUS') add(onHand, textOf(row['sku']), numberOf(row['units']));
  if (sk.startsWith('LOT#')) add(brought, textOf(row['sku']), numberOf(row['units']));
  if (pk.startsWith(GATEWAY))
    add(keptCents, pk.slice(GATEWAY.length), numberOf(row['capturedCents']) - numberOf(row['refundedCents']));
  if (!pk.startsWith(ORDER)) return;
  const order = pk.slice(ORDER.length);
  if (sk === 'PROGRESS') progress.set(order, { status: textOf(row['status']), stock: textOf(row['stock']) });
  if (sk !== 'ORDER') return;
  amountCents.set(order, numberOf(row['amountCents']));
  lines.set(
    order,
    (row['lines']?.L ?? []).map(({ M }) => ({ sku: textOf(M?.['sku']), units: numberOf(M?.['units']) })),
  );
}

const textOf = (value: AttributeValue | undefined) => value?.S ?? '';
const numberOf = (value: AttributeValue | undefined) => Number(value?.N ?? 0);
