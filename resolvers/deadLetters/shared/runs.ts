import { util, type AppSyncIdentityCognito, type Context } from '@aws-appsync/utils';
import type { LetterRun } from '../../../model/schema.ts';
import { checkId, checkText } from '../../platform/arguments.ts';
import { throwError } from '../../platform/errors.ts';
import { nowInstant } from '../../platform/time.ts';
import { checkQueueName } from './letters.ts';

/** What the step that sends the message finds, and the one that answers. */
export interface RunStash {
  message: Record<string, unknown>;
  run: Omit<LetterRun, '__typename'>;
  readonly enqueued: boolean;
}

const MOST_IDS = 100;
const LONGEST_REASON = 200;

/** Returns ids of letters. Throws on none, and on too many for one request. */
export function checkIds(ids: string[], argument: string): string[] {
  if (ids.length < 1 || ids.length > MOST_IDS)
    throwError('InvalidArgument', `${argument} must be 1 to ${MOST_IDS} ids`, { argument });
  return ids.map((id, index) => checkId(id, `${argument}[${index}]`));
}

interface Asked {
  readonly queue: string;
  readonly reason: string;
}

/** Leaves the message of a new run in the stash, and what is answered of it. */
export function queueRun(
  ctx: Pick<Context<unknown, RunStash>, 'stash' | 'identity'>,
  action: string,
  asked: Asked,
  rest: Record<string, unknown>,
) {
  const queue = checkQueueName(asked.queue, 'queue');
  const reason = checkText(asked.reason, 'reason', LONGEST_REASON);
  // `checkAdmin` has seen it.
  const by = (ctx.identity as AppSyncIdentityCognito).username;
  const startedOn = nowInstant();
  const id = `${startedOn.slice(0, 19).split('-').join('').split(':').join('')}-${util.autoUlid().slice(-8).toLowerCase()}`;
  ctx.stash.message = { ...rest, runId: id, action, queue, by, reason, startedOn };
  ctx.stash.run = {
    ...{ id, action, queue, status: 'QUEUED', by, reason, ending: null },
    ...{ planned: 0, done: 0, diedAgain: 0, startedOn, updatedOn: startedOn },
  };
  return { payload: null };
}

/** Answers the run, once SQS has its message. */
export const answerRun = {
  request(ctx: Pick<Context<unknown, RunStash>, 'stash'>) {
    return { payload: ctx.stash.run.id };
  },

  response(ctx: Pick<Context<unknown, RunStash>, 'stash'>) {
    if (!ctx.stash.enqueued) throwError('QueueUnavailable', 'The run could not be queued; try again');
    return ctx.stash.run;
  },
};
