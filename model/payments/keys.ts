/** Payment keys as resolvers write them. `test/model/payments/keys.test.ts` compares them with ElectroDB's. */
const threeDigits = (attempt: number) => `000${attempt}`.slice(-3);

/**
 * How the sort keys of payments begin, before the number of the attempt. A booking and its payments are in
 * one partition.
 */
export const paymentPrefix = 'PAYMENT#';

/** The `attempt`th payment of a booking, counted from 1. */
export const bookingPaymentKey = (bookingId: string, attempt: number) => ({
  pk: `BOOKING#${bookingId}`,
  sk: `${paymentPrefix}${threeDigits(attempt)}`,
});

/** The id of a payment at the gateway, and its idempotency key: the same attempt always has the same id. */
export const bookingPaymentId = (bookingId: string, attempt: number) => `booking:${bookingId}:${attempt}`;

/** The one payment of an order. */
export const orderPaymentKey = (orderId: string) => ({
  pk: `EVENTS#ORDER_ID#${orderId}`,
  sk: `${paymentPrefix}${threeDigits(1)}`,
});

/** Always the same for an order: a message that is delivered again asks for the same charge. */
export const orderPaymentId = (orderId: string) => `order:${orderId}`;

/** The partition of an index that lists a person's payments for bookings, beside the orders that they placed. */
export const userPaymentsKey = (userId: string) => `USER#${userId}`;

/** The sort key of a booking's payment in it. */
export const paymentSortKey = (createdOn: string, paymentId: string) =>
  `${paymentPrefix}${createdOn}#${paymentId}`;

/** The partition of what a gateway remembers of a payment. */
export const gatewayPartition = (paymentId: string) => `GATEWAY#${paymentId}`;
