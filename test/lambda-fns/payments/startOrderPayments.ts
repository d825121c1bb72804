import { orderKey, orderProgressKey } from '../../../model/orders/keys.ts';
import { orderPaymentKey } from '../../../model/payments/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import type { Row } from '../startBackend.ts';
import { startGateway, type Faults } from './startGateway.ts';

/** How far an order has come: its units are held, unless said otherwise. */
export const progressRow = (changes: Row = {}): Row => ({
  ...orderProgressKey('order-1'),
  ...entityMetadata('OrderProgress'),
  orderId: 'order-1',
  userId: 'user-1',
  amountCents: AMOUNT,
  status: 'STOCK_ALLOCATED',
  stock: 'HELD',
  updatedOn: '2030-01-01T00:00:00.000Z',
  ...changes,
});

/** What was ordered, as far as its payment reads it. */
export const orderRow = (amountCents: number): Row => ({
  ...orderKey('order-1'),
  ...entityMetadata('Order'),
  orderId: 'order-1',
  userId: 'user-1',
  amountCents,
});

/** An event of the order, as the bus carries it. */
const announced = (eventName: string, data: Row = {}) => ({
  detail: { eventName, applied: true, eventData: { orderId: { S: 'order-1' }, ...data } },
});

/** That the order's units are held, as `allocateOrderStock` tells it. */
export const allocated = (amountCents: number | string) =>
  announced('ORDER_STOCK_ALLOCATED_EVENT', {
    userId: { S: 'user-1' },
    status: { S: 'STOCK_ALLOCATED' },
    stock: { S: 'HELD' },
    reason: { S: '' },
    amountCents: { N: String(amountCents) },
    updatedOn: { S: '2030-01-01T00:00:00.000Z' },
  });

/** What the order costs, unless said otherwise: 125.00. */
export const AMOUNT = 12_500;

/** An order whose units are held, and both workers over a gateway with these faults. */
export const startOrderPayments = async (faults: Faults = {}, amountCents = AMOUNT) => {
  const backend = await startGateway(faults);
  const pay = (await import('../../../lambda-fns/payments/processOrderPayment.ts')).handler;
  const refund = (await import('../../../lambda-fns/payments/refundCanceledOrder.ts')).handler;
  await backend.put(orderRow(amountCents), progressRow({ amountCents }));
  const order = () => backend.rowAt(orderProgressKey('order-1'));

  return {
    ...backend,
    /** One delivery of the event; whether it was done. */
    deliver: () => backend.deliverOnce(pay, allocated(amountCents)),
    pay: () => backend.deliverAll(pay, allocated(amountCents)),
    refund: (atMost?: number) => backend.deliverAll(refund, announced('ORDER_CANCELED_EVENT'), atMost),
    payHandler: pay,
    refundHandler: refund,
    /** Moves the order, as some other worker or a raw event does. */
    move: async (changes: Row) => backend.put({ ...(await order()), ...changes }),
    cancel: async () => backend.put({ ...(await order()), status: 'CANCELED' }),
    order,
    status: async () => (await order())!.status as string,
    payment: () => backend.rowAt(orderPaymentKey('order-1')),
  };
};

export type StartedOrderPayments = Awaited<ReturnType<typeof startOrderPayments>>;
