import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { deadLetterKey } from '../../model/deadLetters/letterKeys.ts';
import type { MutationEditDeadLetterArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { queryPartition, type Page } from '../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../platform/errors.ts';
import { checkAdmin } from './shared/admins.ts';
import type { DeadLetterRow } from './shared/letters.ts';
import { queueRun, type RunStash } from './shared/runs.ts';

type Step = Context<
  MutationEditDeadLetterArgs,
  RunStash,
  undefined,
  undefined,
  Page<DeadLetterRow & { sk: string }>
>;

/** As `MoveLetters` takes them. Whoever has a longer one has the command line. */
const LONGEST_BODY = 200_000;

/** Makes the message of the run, of a letter that lies in its queue. What its worker takes is known to a function only. */
export const prepare = {
  request(ctx: Step): DynamoDBQueryRequest {
    checkAdmin(ctx);
    return queryPartition(deadLetterKey(checkId(ctx.args.id, 'id')).pk);
  },

  response(ctx: Step) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const { id, reason } = ctx.args;
    // AppSync hands AWSJSON over parsed.
    const body = JSON.stringify(ctx.args.body);
    if (body.length > LONGEST_BODY)
      throwError('InvalidArgument', `body must have ${LONGEST_BODY} characters at most`, {
        argument: 'body',
      });
    const letter = ctx.result.items.find(({ sk }) => sk === deadLetterKey(id).sk);
    if (letter?.status !== 'OPEN') throwError('NotFound', 'There is no such letter in any queue', { id });
    return queueRun(ctx, 'EDIT', { queue: letter.queue, reason }, { letterId: id, body });
  },
};

export { answerRun as answer } from './shared/runs.ts';
