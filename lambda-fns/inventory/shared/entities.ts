import { lotSchema } from '../../../model/inventory/Lot.ts';
import { skuEventSchema } from '../../../model/inventory/SkuEvent.ts';
import { skuSchema } from '../../../model/inventory/Sku.ts';
import { orderSchema } from '../../../model/orders/Order.ts';
import { orderEventSchema } from '../../../model/orders/OrderEvent.ts';
import { orderProgressSchema } from '../../../model/orders/OrderProgress.ts';
import { bindEntity } from '../../platform/bindEntity.ts';

/** The rows that a transaction over stock reads and writes: units move to orders and back. */
export const entities = {
  Lot: bindEntity(lotSchema),
  Order: bindEntity(orderSchema),
  OrderEvent: bindEntity(orderEventSchema),
  OrderProgress: bindEntity(orderProgressSchema),
  Sku: bindEntity(skuSchema),
  SkuEvent: bindEntity(skuEventSchema),
};
