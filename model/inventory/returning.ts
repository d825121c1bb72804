import type { OrderEventData } from '../orders/events.ts';
import { wantedOf, type Wanted } from './wanted.ts';

/** Where an order stands, and what it took from stock if it took anything. */
export interface Taken {
  readonly status: OrderEventData['status'];
  /** Absent while nothing was taken. */
  readonly stock?: OrderEventData['stock'] | undefined;
  readonly lines: readonly Wanted[];
}

/** An order that came to one of these has no claim on units any more. */
const ended = ['PAYMENT_REJECTED', 'CANCELED'];

/** What returns to stock from an order: all that it still has once it ended without delivery, otherwise nothing. */
export const returnedUnits = ({ status, stock, lines }: Taken): Wanted[] =>
  ended.includes(status) && (stock === 'HELD' || stock === 'SOLD') ? wantedOf(lines) : [];
