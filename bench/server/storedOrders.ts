import type { CloudDescription } from '../../local/CloudDescription.ts';
import { countQueued, scanTable, keysOf } from './readBack.ts';

interface StoredOrders {
  /** Orders in the table, by id. */
  readonly orders: ReadonlySet<string>;
  /** Of those the paid ones. */
  readonly paid: ReadonlySet<string>;
  /** Units of all SKUs together on hand. */
  readonly onHand: number;
  /** Whole cents that the simulated gateway took for an order, less what it gave back, by the order's id. */
  readonly keptCents: ReadonlyMap<string, number>;
  /** Messages left in any queue, dead letters too. */
  readonly queued: number;
}

const GATEWAY = 'GATEWAY#order:';

/** Counts what a burst of orders left behind, once it is worked off. */
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

/** Sets what is stored against the tickets, order by order, so that no fault makes up for another. */
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
