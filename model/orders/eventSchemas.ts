import * as z from 'zod';
import {
  centsField,
  idField,
  instantField,
  reasonField,
  withStatus,
  wordField,
  type EventEntry,
} from '../eventFields.ts';
import { orderStatuses, sagaFlow, stockStates } from './states.ts';

const flow = z
  .literal(sagaFlow)
  .optional()
  .meta({ description: 'Only of orders that a saga leads, which rules filter by' });

/** Units of one SKU, and their price. */
export const orderLine = z.strictObject({
  sku: idField('Which SKU'),
  units: z.int().positive().meta({ description: 'How many' }),
  priceCents: centsField('Of one unit'),
  productId: idField('Whose price it is; absent where staff named the price').optional(),
  productVersion: z.int().positive().optional().meta({ description: 'And of which of its versions' }),
  storeId: idField('Whose product it is').optional(),
});

const lines = z.array(orderLine);

/** The data of `ORDER_PLACED_EVENT`. */
export const placedEventData = z.strictObject({
  orderId: idField('Which order'),
  userId: idField('Who ordered'),
  lines: lines.meta({ description: 'What was ordered' }),
  amountCents: centsField('Of all lines'),
  updatedOn: instantField('When it was placed'),
  deliverTo: idField('The apartment that a basket’s order is brought to').optional(),
  flow,
  basketVersion: z.int().positive().optional().meta({
    description: 'Of a basket’s order, which has the basket’s id: the basket’s version that is ordered',
  }),
});

/** The data of the event that an order reached a status. */
export const orderEventData = z.strictObject({
  orderId: idField('Which order'),
  userId: idField('Who ordered'),
  status: wordField(orderStatuses, 'Its status from then on'),
  reason: reasonField('Why'),
  stock: z
    .enum([...stockStates, ''])
    .meta({ description: 'Where its units are from now on; empty where none were taken' }),
  amountCents: centsField('Of all lines'),
  updatedOn: instantField('When the order reached the status'),
  lines: lines.optional().meta({ description: 'Only ORDER_CREATED_EVENT has them' }),
  flow,
});

export const orderEvents = {
  ORDER_PLACED_EVENT: {
    says: 'An order was requested. The row claims the order’s id, and moves no status.',
    data: placedEventData,
  },
  ORDER_CREATED_EVENT: {
    says: 'An order is stored.',
    data: withStatus(orderEventData, 'CREATED').extend({
      lines: lines.meta({ description: 'What is to be taken from stock' }),
    }),
  },
  ORDER_STOCK_DEPLETED_EVENT: {
    says: 'Of something on an order not enough was there. Nothing was taken.',
    data: withStatus(orderEventData, 'STOCK_DEPLETED'),
  },
  ORDER_STOCK_ALLOCATED_EVENT: {
    says: 'All that is on an order was taken from stock for it.',
    data: withStatus(orderEventData, 'STOCK_ALLOCATED'),
  },
  ORDER_PAYMENT_REJECTED_EVENT: {
    says: 'An order could not be paid for. Its units go back.',
    data: withStatus(orderEventData, 'PAYMENT_REJECTED'),
  },
  ORDER_PAYMENT_ACCEPTED_EVENT: {
    says: 'An order was paid for. Its units are sold.',
    data: withStatus(orderEventData, 'PAYMENT_ACCEPTED'),
  },
  ORDER_READY_EVENT: { says: 'What an order needs was picked.', data: withStatus(orderEventData, 'READY') },
  ORDER_SHIPPED_EVENT: { says: 'An order is on its way.', data: withStatus(orderEventData, 'SHIPPED') },
  ORDER_DELIVERED_EVENT: { says: 'An order has arrived.', data: withStatus(orderEventData, 'DELIVERED') },
  ORDER_CANCELED_EVENT: {
    says: 'An order was canceled. Its units and its money go back.',
    data: withStatus(orderEventData, 'CANCELED'),
  },
} as const satisfies Record<string, EventEntry>;
