/**
 * Inventory keys as resolvers write them. `test/model/inventory/keys.test.ts` compares them with ElectroDB's.
 */
export const skusKey = 'SKUS';

export const skuPrefix = 'SKU#';

export const skuKey = (sku: string) => ({ pk: skusKey, sk: `${skuPrefix}${sku}` });

/** The row that says that a lot was added to a SKU's units. */
export const lotKey = (sku: string, lotId: string) => ({ pk: `SKU#${sku}`, sk: `LOT#${lotId}` });

export const restockEventKey = (sku: string, lotId: string) => ({
  pk: `EVENTS#SKU#${sku}`,
  sk: `EVENT#SKU_RESTOCKED_EVENT#LOT_ID#${lotId}`,
});
