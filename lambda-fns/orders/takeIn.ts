import type { OrderEvent } from '../../model/orders/OrderEvent.ts';
import type { Writes } from './createOrder.ts';

/** A raw event's row, if it is still there and was not taken in, becomes one of ours: it is announced from now on. */
export const takeIn = ({ OrderEvent }: Writes, event: OrderEvent) =>
  OrderEvent.put(event)
    .where(({ applied }, { eq }) => eq(applied, false))
    .commit();
