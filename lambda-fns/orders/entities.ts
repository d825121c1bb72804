import { Order } from '../../model/orders/Order.ts';
import { OrderEvent } from '../../model/orders/OrderEvent.ts';
import { OrderProgress } from '../../model/orders/OrderProgress.ts';
import { connected } from '../platform/bindEntity.ts';

/** The rows of an order. */
export const entities = {
  Order: connected(Order),
  OrderEvent: connected(OrderEvent),
  OrderProgress: connected(OrderProgress),
};
