import * as z from 'zod';
import { chosenId, eventDetails, text } from '../messages.ts';
import { sagaFlow } from '../orders/events.ts';
import { replyNames, SAGA_RETRIED_EVENT } from './events.ts';

/**
 * Whatever may move a saga: its order was created or canceled, a participant answered, staff wants it to go on. Only whose it
 * is counts: the saga goes by what is stored.
 */
export const SagaMessage = eventDetails(
  ['ORDER_CREATED_EVENT', 'ORDER_CANCELED_EVENT', SAGA_RETRIED_EVENT, ...replyNames],
  { orderId: text.pipe(chosenId), flow: text.pipe(z.literal(sagaFlow)) },
).transform(({ eventName, eventData: { orderId } }) => ({ eventName, orderId }));

export type SagaMessage = z.infer<typeof SagaMessage>;

/** Looks for sagas that nobody answered in time. */
export const SweepSagas = z.strictObject({ sweep: z.literal('all') });
