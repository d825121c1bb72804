import type { Context } from '@aws-appsync/utils';
import { reasonOf } from '../../model/reasons.ts';
import type { MutationPublishDeadLetterArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { checkQueueName } from './shared/letters.ts';

/**
 * Hands a letter's event to the subscribers. Only the bus, by its role, may call it: what it is refused nobody ever hears
 * of, so texts of the letter are shortened, whoever wrote them.
 */
export function request(ctx: Context<MutationPublishDeadLetterArgs>) {
  checkId(ctx.args.id, 'id');
  checkQueueName(ctx.args.queue, 'queue');
  return { payload: ctx.args };
}

export function response(ctx: Context<MutationPublishDeadLetterArgs>) {
  const { id, queue, status, deathClass, errorCode, updatedOn } = ctx.args;
  const { reason, failingStep, entityType, entityId } = ctx.args;
  return {
    id,
    queue,
    status,
    deathClass,
    errorCode: textOf(errorCode) ?? 'Unknown',
    // Events spell what there is not as '': a rule's template has nothing for what is absent.
    reason: textOf(reason),
    failingStep: textOf(failingStep),
    entityType: textOf(entityType),
    entityId: textOf(entityId),
    updatedOn,
  };
}

const textOf = (text: string | null | undefined) => reasonOf(text ?? '') || null;
