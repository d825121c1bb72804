import { Lot } from '../../model/inventory/Lot.ts';
import { Sku } from '../../model/inventory/Sku.ts';
import { Order } from '../../model/orders/Order.ts';
import { OrderEvent } from '../../model/orders/OrderEvent.ts';
import { OrderProgress } from '../../model/orders/OrderProgress.ts';
import { connected } from '../platform/bindEntity.ts';

/** The rows that move units in, to orders and back. */
export const entities = {
  Lot: connected(Lot),
  Order: connected(Order),
  OrderEvent: connected(OrderEvent),
  OrderProgress: connected(OrderProgress),
  Sku: connected(Sku),
};
