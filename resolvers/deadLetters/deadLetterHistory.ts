import { type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { isDate } from '../../model/calendar.ts';
import { runsPartition } from '../../model/deadLetters/keys.ts';
import type { QueryDeadLetterHistoryArgs } from '../../model/schema.ts';
import { pageOf, pageResult, queryPartition, type Page } from '../platform/dynamodb.ts';
import { throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { checkAdmin } from './shared/admins.ts';

/** A run, as its row has it. The document is all of it. */
interface RunRow {
  readonly document: string;
}

interface RunDocument {
  readonly runId: string;
  readonly action: string;
  readonly queueName: string;
  readonly status: string;
  readonly by: string;
  readonly reason: string;
  readonly planned: number;
  readonly counts: Record<string, number | undefined>;
  readonly ending?: string;
  readonly startedOn: string;
  readonly updatedOn: string;
}

type Step = Context<QueryDeadLetterHistoryArgs, object, undefined, undefined, Page<RunRow>>;

export function request(ctx: Step): DynamoDBQueryRequest {
  checkAdmin(ctx);
  const { month, pagination } = ctx.args;
  const asked = month ?? nowInstant().slice(0, 7);
  if (asked.length !== 7 || !isDate(`${asked}-01`))
    throwError('InvalidArgument', 'month must be YYYY-MM', { argument: 'month' });
  return { ...queryPartition(runsPartition(asked)), scanIndexForward: false, ...pageOf(pagination) };
}

export function response(ctx: Step) {
  const { items, nextToken } = pageResult(ctx);
  return { items: items.map(({ document }) => runResult(document)), nextToken };
}

const runResult = (document: string) => {
  // Whoever writes runs writes the document so.
  const run = JSON.parse(document) as RunDocument;
  const {
    runId: id,
    action,
    queueName: queue,
    status,
    by,
    reason,
    planned,
    counts,
    startedOn,
    updatedOn,
  } = run;
  const done = (counts['SENT'] ?? 0) + (counts['DELETED'] ?? 0) + (counts['EDITED'] ?? 0);
  const diedAgain = counts['DIED_AGAIN'] ?? 0;
  const ending = run.ending ?? null;
  return { id, action, queue, status, by, reason, planned, done, diedAgain, ending, startedOn, updatedOn };
};
