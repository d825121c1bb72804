import { Lot } from '../../../model/inventory/Lot.ts';
import { Sku } from '../../../model/inventory/Sku.ts';
import { Order } from '../../../model/orders/Order.ts';
import { OrderEvent } from '../../../model/orders/OrderEvent.ts';
import { OrderProgress } from '../../../model/orders/OrderProgress.ts';
import { bindEntity } from '../../platform/bindEntity.ts';

/** The rows that a transaction over stock reads and writes: units move to orders and back. */
export const entities = {
  Lot: bindEntity(Lot),
  Order: bindEntity(Order),
  OrderEvent: bindEntity(OrderEvent),
  OrderProgress: bindEntity(OrderProgress),
  Sku: bindEntity(Sku),
};
