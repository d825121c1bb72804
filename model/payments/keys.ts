/** Payment keys, spelled once for ElectroDB and for resolvers; `test/model` compares. */
const threeDigits = (attempt: number) => `000${attempt}`.slice(-3);

/** Before the number of the attempt. A booking's payments lie beside it, so one query reads all. */
export const paymentPrefix = 'PAYMENT#';

/** The `attempt`th payment of a booking, counted from 1. */
export const bookingPaymentKey = (bookingId: string, attempt: number) => ({
  pk: `BOOKING#${bookingId}`,
  sk: `${paymentPrefix}${threeDigits(attempt)}`,
});

/** What gateways know a payment by, and their idempotency key: the same attempt has the same id forever. */
export const bookingPaymentId = (bookingId: string, attempt: number) => `booking:${bookingId}:${attempt}`;

/** The one payment of an order. */
export const orderPaymentKey = (orderId: string) => ({
  pk: `EVENTS#ORDER_ID#${orderId}`,
  sk: `${paymentPrefix}${threeDigits(1)}`,
});

/** One for each order, forever: whatever is delivered again asks for the same charge. */
export const orderPaymentId = (orderId: string) => `order:${orderId}`;
