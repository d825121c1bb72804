import { SECONDS_OF_DAY } from '../calendar.ts';
import type { DataOf } from '../eventFields.ts';
import { sagaFlow } from '../orders/events.ts';
import type { sagaEventData } from './eventSchemas.ts';
import { commandPlace, type SagaEventPart } from './keys.ts';
import { compensationNames } from './states.ts';

/**
 * What the saga of an order tells others to do, in the order of its steps, and how each is undone. Undoing is harmless where
 * nothing was done, and where it was undone before. A step without `compensation` is undone with one before it.
 *
 * | command | done by | what it does |
 * |---|---|---|
 * | AUTHORIZE_CUSTOMER | payments | account enabled, apartment still theirs, the amount held at the gateway |
 * | CREATE_SHOPPING_LIST | fulfilment | units taken from stock, order STOCK_ALLOCATED, list PENDING |
 * | CONFIRM_PAYMENT | payments | the held amount captured, order PAYMENT_ACCEPTED, units SOLD |
 * | INITIATE_SHOPPING | fulfilment | list AVAILABLE |
 * | REFUND_PAYMENT | payments | what was captured is refunded |
 * | CANCEL_SHOPPING_LIST | fulfilment | list CANCELED, whatever its status; units back in stock, once |
 * | VOID_AUTHORIZATION | payments | what is held is let go, and nothing can be held or charged any more |
 */
export const sagaSteps = [
  {
    command: 'AUTHORIZE_CUSTOMER_COMMAND',
    done: 'CUSTOMER_AUTHORIZED_REPLY',
    refused: 'CUSTOMER_REJECTED_REPLY',
    compensation: 'VOID_AUTHORIZATION_COMMAND',
  },
  {
    command: 'CREATE_SHOPPING_LIST_COMMAND',
    done: 'SHOPPING_LIST_CREATED_REPLY',
    refused: 'SHOPPING_LIST_REJECTED_REPLY',
    compensation: 'CANCEL_SHOPPING_LIST_COMMAND',
  },
  {
    command: 'CONFIRM_PAYMENT_COMMAND',
    done: 'PAYMENT_CONFIRMED_REPLY',
    refused: 'PAYMENT_REJECTED_REPLY',
    compensation: 'REFUND_PAYMENT_COMMAND',
  },
  {
    command: 'INITIATE_SHOPPING_COMMAND',
    done: 'SHOPPING_INITIATED_REPLY',
    refused: 'SHOPPING_REJECTED_REPLY',
  },
] as const;

export type SagaStep = (typeof sagaSteps)[number];
export type ActName = SagaStep['command'];

/** What undoes a step, and its one reply: it cannot be refused. */
export const compensationReplies = {
  VOID_AUTHORIZATION_COMMAND: 'AUTHORIZATION_VOIDED_REPLY',
  CANCEL_SHOPPING_LIST_COMMAND: 'SHOPPING_LIST_CANCELED_REPLY',
  REFUND_PAYMENT_COMMAND: 'PAYMENT_REFUNDED_REPLY',
} as const;
type CompensationName = keyof typeof compensationReplies;

export type CommandName = ActName | CompensationName;

export const commandNames = [
  'AUTHORIZE_CUSTOMER_COMMAND',
  'CREATE_SHOPPING_LIST_COMMAND',
  'CONFIRM_PAYMENT_COMMAND',
  'INITIATE_SHOPPING_COMMAND',
  ...compensationNames,
] as const satisfies readonly CommandName[];

export type DoneName = SagaStep['done'] | (typeof compensationReplies)[CompensationName];
export type RefusedName = SagaStep['refused'];
export type ReplyName = DoneName | RefusedName;

export const replyNames = [
  'CUSTOMER_AUTHORIZED_REPLY',
  'CUSTOMER_REJECTED_REPLY',
  'SHOPPING_LIST_CREATED_REPLY',
  'SHOPPING_LIST_REJECTED_REPLY',
  'PAYMENT_CONFIRMED_REPLY',
  'PAYMENT_REJECTED_REPLY',
  'SHOPPING_INITIATED_REPLY',
  'SHOPPING_REJECTED_REPLY',
  'AUTHORIZATION_VOIDED_REPLY',
  'SHOPPING_LIST_CANCELED_REPLY',
  'PAYMENT_REFUNDED_REPLY',
] as const satisfies readonly ReplyName[];

/** In the place of a reply to a command that the saga no longer wants: whoever does it late finds it answered. Nobody follows it. */
export const COMMAND_CALLED_OFF = 'COMMAND_CALLED_OFF';

/** Staff wants a command given again. */
export const SAGA_RETRIED_EVENT = 'SAGA_RETRIED_EVENT';

/** For the history alone: nobody follows them. */
export const SAGA_STUCK_EVENT = 'SAGA_STUCK_EVENT';
export const SAGA_COMPLETED_EVENT = 'SAGA_COMPLETED_EVENT';
export const SAGA_REJECTED_EVENT = 'SAGA_REJECTED_EVENT';

export type SagaEventName =
  | CommandName
  | ReplyName
  | typeof COMMAND_CALLED_OFF
  | typeof SAGA_RETRIED_EVENT
  | typeof SAGA_STUCK_EVENT
  | typeof SAGA_COMPLETED_EVENT
  | typeof SAGA_REJECTED_EVENT;

export type SagaEventData = DataOf<typeof sagaEventData>;

/** The row of an event, written in the same transaction as the state it tells of. */
export const sagaEventOf = (
  part: SagaEventPart,
  eventName: SagaEventName,
  data: Omit<SagaEventData, 'flow'>,
  nowSeconds: number,
  eventTtlDays: number,
) => ({
  orderId: data.orderId,
  place: commandPlace(data.commandNumber),
  part,
  eventName,
  eventData: { ...data, flow: sagaFlow },
  applied: true,
  ttl: nowSeconds + eventTtlDays * SECONDS_OF_DAY,
});
