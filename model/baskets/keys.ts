/**
 * Basket keys as resolvers write them. `test/model/baskets/keys.test.ts` compares them with ElectroDB's. A basket's events
 * lie with it, outside `EVENTS#`, where raw events may be written.
 */
export const basketPartition = (basketId: string) => `BASKET#${basketId}`;

export const basketKey = (basketId: string) => ({ pk: basketPartition(basketId), sk: 'BASKET' });

export const basketEventKey = (basketId: string, eventName: string) => ({
  pk: basketPartition(basketId),
  sk: `EVENT#${eventName}`,
});

/** The claim of a person's one open basket. */
export const openBasketKey = (userId: string) => ({ pk: `USER#${userId}`, sk: 'BASKET' });

/** The partition of an index that lists the baskets that are open, by when they expire. */
export const openBasketsKey = 'BASKETS#OPEN';

/** Of an open basket; a basket that has ended is in no index. */
export const openBasketIndexKeys = (basketId: string, expiresOn: string) => ({
  gsi1pk: openBasketsKey,
  gsi1sk: `${expiresOn}#${basketId}`,
});

/** An item's name in a basket's map: no SKU alone, of which some are names that every JavaScript object has. */
export const itemName = (sku: string) => `SKU#${sku}`;
