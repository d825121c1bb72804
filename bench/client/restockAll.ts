import type { Session } from '../../start/connect.ts';

const RESTOCK = 'mutation ($input: RestockSkuInput!) { restockSku(input: $input) { id } }';

/** Brings in `units` of each SKU; their tickets only. */
export async function restockAll(staff: Session, skus: readonly string[], units: number): Promise<void> {
  for (const sku of skus) await staff.graphql(RESTOCK, { input: { sku, units, lotId: 'lot-1' } });
}
