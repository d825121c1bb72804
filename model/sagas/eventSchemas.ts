import * as z from 'zod';
import { idField, instantField, reasonField, type EventEntry } from '../eventFields.ts';
import { sagaFlow } from '../orders/events.ts';
import { rejectedEndings } from './states.ts';

/** The data of each event of a saga. Whatever else a participant needs to know of the order is stored with the order. */
export const sagaEventData = z.strictObject({
  orderId: idField('Whose saga'),
  flow: z.literal(sagaFlow).meta({ description: 'The rules of the saga’s worker ask for it' }),
  commandNumber: z
    .int()
    .nonnegative()
    .meta({ description: 'Which of the saga’s commands it is about, from 1; 0 of a saga that gave none' }),
  attempt: z.int().nonnegative().meta({ description: 'How often the command was given before' }),
  endsAs: z.enum(rejectedEndings).optional().meta({
    description: 'How the order ends; only of a refusal, and of the end of a saga that was rejected',
  }),
  reason: reasonField('Why'),
  updatedOn: instantField('When it happened'),
});

const saying = (says: string) => ({ says, data: sagaEventData });

export const sagaEvents = {
  AUTHORIZE_CUSTOMER_COMMAND: saying('Is the customer in order? Hold the amount.'),
  CREATE_SHOPPING_LIST_COMMAND: saying('Take the units from stock, and write the list.'),
  CONFIRM_PAYMENT_COMMAND: saying('Take the money that is held.'),
  INITIATE_SHOPPING_COMMAND: saying('Offer the list to staff.'),
  REFUND_PAYMENT_COMMAND: saying('Give back what was taken.'),
  CANCEL_SHOPPING_LIST_COMMAND: saying('Cancel the list, whatever its status; the units go back.'),
  VOID_AUTHORIZATION_COMMAND: saying('Let go what is held; nothing can be held any more.'),
  CUSTOMER_AUTHORIZED_REPLY: saying('The amount is held.'),
  CUSTOMER_REJECTED_REPLY: saying('The customer is not in order, or the amount is not to be had.'),
  SHOPPING_LIST_CREATED_REPLY: saying('The list is written.'),
  SHOPPING_LIST_REJECTED_REPLY: saying('The units are not there, or the list cannot be written.'),
  PAYMENT_CONFIRMED_REPLY: saying('The money is taken.'),
  PAYMENT_REJECTED_REPLY: saying('The money cannot be taken.'),
  SHOPPING_INITIATED_REPLY: saying('The list is offered.'),
  SHOPPING_REJECTED_REPLY: saying('The list cannot be offered.'),
  AUTHORIZATION_VOIDED_REPLY: saying('Nothing is held.'),
  SHOPPING_LIST_CANCELED_REPLY: saying('The list is canceled.'),
  PAYMENT_REFUNDED_REPLY: saying('What was taken is given back.'),
  COMMAND_CALLED_OFF: saying('In the place of a reply: the saga no longer wants the command.'),
  SAGA_RETRIED_EVENT: saying('Staff wants a command given again.'),
  SAGA_STUCK_EVENT: saying('Nobody answered a command in time.'),
  SAGA_COMPLETED_EVENT: saying('The order is paid, listed and approved.'),
  SAGA_REJECTED_EVENT: saying('Nothing of the order is held, charged or listed.'),
} as const satisfies Record<string, EventEntry>;
