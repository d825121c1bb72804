import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { runKey } from '../../model/deadLetters/keys.ts';
import { reasonOf } from '../../model/reasons.ts';
import type { MutationPublishLetterRunArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { throwDataSourceError, throwError } from '../platform/errors.ts';
import { checkQueueName } from './shared/letters.ts';

/** Who began a run is an attribute of its row; why is in the document. */
interface RunRow {
  readonly by: string;
  readonly document: string;
}

type Step = Context<MutationPublishLetterRunArgs, object, undefined, undefined, RunRow | null>;

/**
 * Hands a run's event to the subscribers, with who began it and why: both are a person's words, which no event carries. Only
 * the bus, by its role, may call it.
 */
export function request(ctx: Step) {
  const { id, queue, planned, done, diedAgain } = ctx.args;
  checkQueueName(queue, 'queue');
  countOf(planned, 'planned');
  countOf(done, 'done');
  countOf(diedAgain, 'diedAgain');
  return get({ key: runKey(checkId(id, 'id')) });
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  const { planned, done, diedAgain, action, ending } = ctx.args;
  // A run in a file has no row. How far it is matters more than whose it is.
  const { by, reason } = ctx.result ? accountOf(ctx.result) : { by: '', reason: '' };
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

const accountOf = (row: RunRow) => {
  // Whoever writes runs writes the document so.
  const { reason } = JSON.parse(row.document) as { reason: string };
  return { by: row.by, reason };
};

const countOf = (text: string, argument: string): number => {
  const isCount =
    text.length > 0 &&
    text.length <= 9 &&
    text.split('').every((character) => '0123456789'.indexOf(character) >= 0);
  if (!isCount) throwError('InvalidArgument', `${argument} must be a count`, { argument });
  return parseInt(text);
};
