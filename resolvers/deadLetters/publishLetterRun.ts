import type { Context } from '@aws-appsync/utils';
import type { MutationPublishLetterRunArgs } from '../../model/schema.ts';
import { reasonOf } from '../../model/reasons.ts';
import { checkId } from '../platform/arguments.ts';
import { throwError } from '../platform/errors.ts';
import { checkQueueName } from './shared/letters.ts';

/** Hands a run's event to the subscribers. Only the bus, by its role, may call it. */
export function request(ctx: Context<MutationPublishLetterRunArgs>) {
  const { id, queue, planned, done, diedAgain } = ctx.args;
  checkId(id, 'id');
  checkQueueName(queue, 'queue');
  countOf(planned, 'planned');
  countOf(done, 'done');
  countOf(diedAgain, 'diedAgain');
  return { payload: ctx.args };
}

export function response(ctx: Context<MutationPublishLetterRunArgs>) {
  const { planned, done, diedAgain, action, by, reason, ending } = ctx.args;
  return {
    ...ctx.args,
    action: reasonOf(action),
    by: reasonOf(by),
    reason: reasonOf(reason),
    ending: reasonOf(ending ?? '') || null,
    planned: countOf(planned, 'planned'),
    done: countOf(done, 'done'),
    diedAgain: countOf(diedAgain, 'diedAgain'),
  };
}

const countOf = (text: string, argument: string): number => {
  const isCount =
    text.length > 0 &&
    text.length <= 9 &&
    text.split('').every((character) => '0123456789'.indexOf(character) >= 0);
  if (!isCount) throwError('InvalidArgument', `${argument} must be a count`, { argument });
  return parseInt(text);
};
