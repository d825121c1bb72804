/**
 * Order keys as resolvers write them. `test/model/orders/keys.test.ts` compares them with ElectroDB's. All rows
 * of an order are in one partition, so that one query reads its request, progress, events and payment.
 */
export const orderPartition = (orderId: string) => `EVENTS#ORDER_ID#${orderId}`;

export const orderKey = (orderId: string) => ({ pk: orderPartition(orderId), sk: 'ORDER' });

export const orderProgressKey = (orderId: string) => ({ pk: orderPartition(orderId), sk: 'PROGRESS' });

export const orderEventPrefix = 'EVENT#';

export const orderEventKey = (orderId: string, eventName: string) => ({
  pk: orderPartition(orderId),
  sk: `${orderEventPrefix}${eventName}`,
});

/**
 * How the sort keys of an order's delays begin. Before those of events: an order that is read from the back is read whole
 * however many there are.
 */
export const orderDelayPrefix = 'DELAY#';

/** The partition of an index that lists a person's orders. */
export const userOrdersKey = (userId: string) => `USER#${userId}`;

/** The partition of an index that lists all orders. */
export const allOrdersKey = 'ORDERS';

/** How the sort keys of orders begin in both indexes. */
export const orderSortPrefix = 'ORDER#';
