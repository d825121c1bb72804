import type { TransactWriteEntities } from 'electrodb';
import type { SagaCommand } from '../../model/sagaCommands.ts';
import { sagaEventOf, type ReplyName, type SagaEventData } from '../../model/sagas/events.ts';
import { commandPlace } from '../../model/sagas/keys.ts';
import { sagaEventSchema, type SagaEvent } from '../../model/sagas/SagaEvent.ts';
import type { RejectedEnding } from '../../model/sagas/states.ts';
import { bindEntity } from './bindEntity.ts';
import { environment } from './environment.ts';
import { PermanentError } from './errors.ts';
import type { Instant } from './now.ts';
import { rowTraceField } from './tracer.ts';
import type { TransactionItem } from './transact.ts';

/** The rows by which a saga's participants know its commands and answer them. */
export const SagaEvents = bindEntity(sagaEventSchema);

/**
 * Whether a command was answered before: by an earlier delivery, or by its saga, which no longer wants it. Throws where its saga
 * never gave it, whoever wrote the message: nobody but the saga writes to its partition. One consistent read.
 */
export const isAnswered = async ({ orderId, commandNumber, command }: SagaCommand): Promise<boolean> => {
  const { data } = await SagaEvents.query
    .byCommand({ orderId, place: commandPlace(commandNumber) })
    .go({ consistent: true });
  const given = data.find(({ part }) => part === 'COMMAND');
  if (given?.eventName !== command)
    throw new PermanentError(
      'NotFound',
      `No saga of order ${orderId} gave ${command} as number ${commandNumber}`,
    );
  return data.some(({ part }) => part === 'REPLY');
};

/** How a participant answers. Only a refusal says how the order is to end, and why. */
export type SagaReply =
  | { readonly reply: ReplyName }
  | { readonly reply: ReplyName; readonly endsAs: RejectedEnding; readonly reason: string };

/**
 * Answers a command, once, in the transaction of what was done for it: where it was answered before, nothing of that is
 * written, and it comes to `answered`.
 */
export const answerCommand = (
  { SagaEvent: events }: Pick<TransactWriteEntities<{ SagaEvent: typeof SagaEvent }>, 'SagaEvent'>,
  { orderId, commandNumber }: Pick<SagaCommand, 'orderId' | 'commandNumber'>,
  { reply, ...refusal }: SagaReply,
  now: Instant,
): TransactionItem<'answered'> => {
  const data: Omit<SagaEventData, 'flow'> = {
    orderId,
    commandNumber,
    attempt: 0,
    reason: '',
    ...refusal,
    updatedOn: now.iso,
  };
  const row = sagaEventOf('REPLY', reply, data, now.seconds, environment.EVENT_TTL_DAYS);
  return {
    write: events.create({ ...row, ...rowTraceField() }).commit(),
    onConditionFailed: () => 'answered',
  };
};
