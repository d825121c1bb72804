import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { deadLetterBodyKey, deadLetterKey } from '../../model/deadLetters/letterKeys.ts';
import type { QueryDeadLetterArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { queryPartition, type Page } from '../platform/dynamodb.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import { checkAdmin } from './shared/admins.ts';
import { letterResult, type DeadLetterRow } from './shared/letters.ts';

type Step = Context<QueryDeadLetterArgs, object, undefined, undefined, Page<{ sk: string }>>;

/** A letter with its body, both of one partition. */
export function request(ctx: Step): DynamoDBQueryRequest {
  checkAdmin(ctx);
  return queryPartition(deadLetterKey(checkId(ctx.args.id, 'id')).pk);
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  const { id } = ctx.args;
  const rowAt = (key: { sk: string }): unknown => ctx.result.items.find(({ sk }) => sk === key.sk);
  // Each row is of the kind that its key names.
  const letter = rowAt(deadLetterKey(id)) as DeadLetterRow | undefined;
  // As above.
  const text = rowAt(deadLetterBodyKey(id)) as { body: string } | undefined;
  return letter ? letterResult(letter, text?.body) : null;
}
