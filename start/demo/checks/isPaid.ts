import type { ToldOrder } from '../readTold.ts';

const PAID = ['PAYMENT_ACCEPTED', 'SHIPPED', 'DELIVERED'];

/** Whether an order owes its price, and its units are sold. */
export const isPaid = ({ status }: ToldOrder) => PAID.includes(status);
