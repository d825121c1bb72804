import type { CloudDescription } from '../../local/CloudDescription.ts';
import { countQueued } from './countQueued.ts';
import { scanTable } from './scanTable.ts';

export interface StoredOrders {
  readonly orders: number;
  /** Of those the paid ones. */
  readonly paid: number;
  /** Units of all SKUs together on hand. */
  readonly onHand: number;
  /** Whole cents that the simulated gateway took, less what it gave back. */
  readonly keptCents: number;
  /** Messages left in any queue, dead letters too. */
  readonly queued: number;
}

/** Counts what a burst of orders left behind. */
export async function countOrders(description: CloudDescription): Promise<StoredOrders> {
  let [orders, paid, onHand, keptCents] = [0, 0, 0, 0];
  for await (const row of scanTable(description)) {
    const { pk, sk } = row;
    if (sk!.S === 'ORDER') orders++;
    if (sk!.S === 'PROGRESS' && row['status']!.S === 'PAYMENT_ACCEPTED') paid++;
    if (pk!.S === 'SKUS') onHand += Number(row['units']!.N);
    if (pk!.S!.startsWith('GATEWAY#order:'))
      keptCents += Number(row['capturedCents']?.N ?? 0) - Number(row['refundedCents']?.N ?? 0);
  }
  return { orders, paid, onHand, keptCents, queued: await countQueued(description) };
}
