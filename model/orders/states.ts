/** Every status a stored order can have. `QUEUED` is a ticket's only. */
export const orderStatuses = [
  'CREATED',
  'STOCK_DEPLETED',
  'STOCK_ALLOCATED',
  'PAYMENT_REJECTED',
  'PAYMENT_ACCEPTED',
  'READY',
  'SHIPPED',
  'DELIVERED',
  'CANCELED',
] as const;
export type OrderState = (typeof orderStatuses)[number];

/**
 * Who moves an order on: the saga of orders with a delivery, which one worker leads, or the workers that each follow the
 * others' events. Rows and events of the second kind say nothing of it, as they always did.
 */
export const sagaFlow = 'SAGA';
export type SagaFlow = typeof sagaFlow;

/**
 * The effect of an event on an order. `apply` moves the order's status. `stale` and `redundant` events
 * announce a status that the order has left, or has; `forbidden` ones a status that it cannot reach. `wait`
 * means that the event came before its predecessor.
 */
export type Effect = 'apply' | 'stale' | 'redundant' | 'forbidden' | 'wait';

/**
 * By the order's status (row) and the event's status (column), both in the order of `orderStatuses`. Only an order with a
 * shopping list becomes READY; without one it is shipped as soon as it is paid for.
 */
const effects: Record<OrderState, Effect[]> = {
  CREATED: ['redundant', 'apply', 'apply', 'apply', 'apply', 'wait', 'wait', 'wait', 'apply'],
  STOCK_DEPLETED: [
    'stale',
    'redundant',
    'forbidden',
    'forbidden',
    'forbidden',
    'forbidden',
    'forbidden',
    'forbidden',
    'apply',
  ],
  STOCK_ALLOCATED: ['stale', 'forbidden', 'redundant', 'apply', 'apply', 'wait', 'wait', 'wait', 'apply'],
  PAYMENT_REJECTED: [
    'stale',
    'forbidden',
    'stale',
    'redundant',
    'forbidden',
    'forbidden',
    'forbidden',
    'forbidden',
    'apply',
  ],
  PAYMENT_ACCEPTED: [
    'stale',
    'forbidden',
    'stale',
    'forbidden',
    'redundant',
    'apply',
    'apply',
    'wait',
    'apply',
  ],
  READY: ['stale', 'forbidden', 'stale', 'forbidden', 'stale', 'redundant', 'apply', 'wait', 'apply'],
  SHIPPED: ['stale', 'forbidden', 'stale', 'forbidden', 'stale', 'stale', 'redundant', 'apply', 'forbidden'],
  DELIVERED: [
    'stale',
    'forbidden',
    'stale',
    'forbidden',
    'stale',
    'stale',
    'stale',
    'redundant',
    'forbidden',
  ],
  CANCELED: ['stale', 'stale', 'stale', 'stale', 'stale', 'stale', 'stale', 'stale', 'redundant'],
};

/** The effect of an event with status `to` on an order with status `from`. */
export const effectOf = (from: OrderState, to: OrderState): Effect =>
  effects[from][orderStatuses.indexOf(to)] ?? 'forbidden';

/**
 * Whether an order of this status has, or has left, the status `announced`. If not, the announcement is not
 * true, or not yet.
 */
export const hasReached = (status: OrderState, announced: OrderState): boolean =>
  ['redundant', 'stale'].indexOf(effectOf(status, announced)) >= 0;

export const canMoveOrder = (from: OrderState, to: OrderState) => effectOf(from, to) === 'apply';

/**
 * Where an order's units are: taken from stock for it, gone for good with its payment, or back in stock.
 * Absent while none were taken.
 */
export const stockStates = ['HELD', 'SOLD', 'RETURNED'] as const;
export type StockState = (typeof stockStates)[number];
