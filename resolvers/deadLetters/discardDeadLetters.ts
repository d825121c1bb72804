import type { Context } from '@aws-appsync/utils';
import type { MutationDiscardDeadLettersArgs } from '../../model/schema.ts';
import { checkAdmin } from './shared/admins.ts';
import { checkIds, queueRun, type RunStash } from './shared/runs.ts';

/** Makes the message of the run, which keeps a copy of each letter before it deletes it. */
export const prepare = {
  request(ctx: Context<MutationDiscardDeadLettersArgs, RunStash>) {
    checkAdmin(ctx);
    const { input } = ctx.args;
    return queueRun(ctx, 'DISCARD', input, { ids: checkIds(input.ids, 'ids') });
  },

  response(ctx: Context<MutationDiscardDeadLettersArgs, RunStash>) {
    return ctx.stash.run;
  },
};

export { answerRun as answer } from './shared/runs.ts';
