import type { OrderState } from '../orders/events.ts';

/**
 * Every status a saga can have. RUNNING does its steps, COMPENSATING undoes those it has begun, STUCK waits for a person
 * because nobody answered in time. COMPLETED: the order is paid, listed and approved. REJECTED: nothing of it is held, charged
 * or listed.
 */
export const sagaStatuses = ['RUNNING', 'COMPENSATING', 'STUCK', 'COMPLETED', 'REJECTED'] as const;
export type SagaStatus = (typeof sagaStatuses)[number];

/** The statuses in which a saga waits for a reply. */
export const openSagaStatuses = ['RUNNING', 'COMPENSATING', 'STUCK'] as const satisfies readonly SagaStatus[];

/** How an order ends whose saga is rejected. */
export const rejectedEndings = [
  'STOCK_DEPLETED',
  'PAYMENT_REJECTED',
  'CANCELED',
] as const satisfies readonly OrderState[];
export type RejectedEnding = (typeof rejectedEndings)[number];

/**
 * How long a saga waits for a reply before it counts as STUCK, in seconds. Chosen: longer than a message is tried again
 * after passing faults, so that what is STUCK is worth a look.
 */
export const STEP_DEADLINE_SECONDS = 15 * 60;

/** What undoes the steps of a saga, in the order in which it is commanded. */
export const compensationNames = [
  'REFUND_PAYMENT_COMMAND',
  'CANCEL_SHOPPING_LIST_COMMAND',
  'VOID_AUTHORIZATION_COMMAND',
] as const;
export type CompensationName = (typeof compensationNames)[number];

/** The status of a saga that goes on after it was STUCK, by what it waits for. */
export const retriedStatus = (command: string): SagaStatus =>
  // `indexOf` takes the list's own names only, and looks for any text.
  compensationNames.indexOf(command as CompensationName) >= 0 ? 'COMPENSATING' : 'RUNNING';
