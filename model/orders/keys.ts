/**
 * Order keys, spelled once for ElectroDB and for resolvers; `test/model/orders/keys.test.ts` compares. All
 * of an order lies in one partition: its request, its progress, its events and its payment are one read.
 */
export const orderPartition = (orderId: string) => `EVENTS#ORDER_ID#${orderId}`;

export const orderKey = (orderId: string) => ({ pk: orderPartition(orderId), sk: 'ORDER' });

export const orderProgressKey = (orderId: string) => ({ pk: orderPartition(orderId), sk: 'PROGRESS' });

export const orderEventPrefix = 'EVENT#';

export const orderEventKey = (orderId: string, eventName: string) => ({
  pk: orderPartition(orderId),
  sk: `${orderEventPrefix}${eventName}`,
});

/** Where a person's orders are found. */
export const userOrdersKey = (userId: string) => `USER#${userId}`;

/** Where all orders are found. */
export const allOrdersKey = 'ORDERS';

/** What both indexes sort orders by begins with this. */
export const orderSortPrefix = 'ORDER#';
