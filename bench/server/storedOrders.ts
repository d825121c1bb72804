import type { CloudDescription } from '../../local/CloudDescription.ts';
import { countQueued, scanTable, keysOf } from './readBack.ts';

interface StoredOrders {
  /** Orders in the table, by id. */
  readonly orders: ReadonlySet<string>;
  /** How many of them are paid. */
  readonly paid: ReadonlySet<string>;
  /** Units of all SKUs together on hand. */
  readonly onHand: number;
  /** Whole cents that the simulated gateway captured for an order, less what it refunded, by the order's id. */
  readonly keptCents: ReadonlyMap<string, number>;
  /** Messages left in all queues, dead letter queues included. */
  readonly queued: number;
}

const GATEWAY = 'GATEWAY#order:';

/** Counts what a burst of orders stored, once all of it is processed. */
export async function countOrders(description: CloudDescription): Promise<StoredOrders> {
  const queued = await countQueued(description);
  const [orders, paid, keptCents] = [new Set<string>(), new Set<string>(), new Map<string, number>()];
  let onHand = 0;
  for await (const row of scanTable(description)) {
    const { pk = '', sk } = keysOf(row);
    const orderId = pk.replace('EVENTS#ORDER_ID#', '');
    if (sk === 'ORDER') orders.add(orderId);
    if (sk === 'PROGRESS' && row['status']?.S === 'PAYMENT_ACCEPTED') paid.add(orderId);
    if (pk === 'SKUS') onHand += Number(row['units']?.N);
    if (pk.startsWith(GATEWAY))
      keptCents.set(
        pk.slice(GATEWAY.length),
        Number(row['capturedCents']?.N ?? 0) - Number(row['refundedCents']?.N ?? 0),
      );
  }
  return { orders, paid, onHand, keptCents, queued };
}

export interface Expected {
  /** Orders that were answered with a ticket. */
  readonly tickets: ReadonlySet<string>;
  /** Whole cents of each. */
  readonly cents: number;
  /** Units of all SKUs together that should be on hand. */
  readonly onHand: number;
}

/** Compares what is stored with the tickets, order by order, so that one fault cannot hide another. */
export function faultsOfOrders(
  { tickets, cents, onHand }: Expected,
  { orders, paid, keptCents, ...stored }: StoredOrders,
) {
  const kept = (id: string) => keptCents.get(id) ?? 0;
  const all = new Set([...orders, ...keptCents.keys()]);
  return {
    lost: [...tickets].filter((id) => !paid.has(id) || kept(id) < cents).length,
    doubled: [...all].filter((id) => !tickets.has(id) || kept(id) > cents).length,
    unitsAstray: stored.onHand - onHand,
    leftInQueues: stored.queued,
  };
}
