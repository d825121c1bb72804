import type { StoredOrders } from '../server/countOrders.ts';

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
