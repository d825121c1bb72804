import type { Context } from '@aws-appsync/utils';
import type { MutationRedriveDeadLettersArgs } from '../../model/schema.ts';
import { checkNumber } from '../platform/arguments.ts';
import { checkAdmin } from './shared/admins.ts';
import { conditionsOf, diedBetween } from './shared/filters.ts';
import { checkIds, queueRun, type RunStash } from './shared/runs.ts';

/** Makes the message of the run: its own request, which a worker does part by part. */
export const prepare = {
  request(ctx: Context<MutationRedriveDeadLettersArgs, RunStash>) {
    checkAdmin(ctx);
    const { ids, filter, rate, ramp } = ctx.args.input;
    const { from, before } = diedBetween(filter, 'filter');
    const conditions = conditionsOf(filter, 'filter').reduce(
      (all, { name, value }) => ({ ...all, [name]: value }),
      {},
    );
    return queueRun(ctx, 'REDRIVE', ctx.args.input, {
      ...conditions,
      ...(ids ? { ids: checkIds(ids, 'ids') } : {}),
      ...(from ? { diedFrom: from } : {}),
      ...(before ? { diedBefore: before } : {}),
      ...(rate === null || rate === undefined ? {} : { rate: checkNumber(rate, 'rate', 1, 1000) }),
      ramp: ramp === true,
    });
  },

  response(ctx: Context<MutationRedriveDeadLettersArgs, RunStash>) {
    return ctx.stash.run;
  },
};

export { answerRun as answer } from './shared/runs.ts';
