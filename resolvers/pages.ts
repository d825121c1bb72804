import type { Context } from '@aws-appsync/utils';
import type { Pagination } from '../model/schema.ts';
import { checkNumber } from './checks.ts';
import { passOn } from './passOn.ts';
import { refuse } from './refuse.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/** What a Query operation takes of a field's `pagination`. */
export function pageOf(pagination: Pagination | null | undefined) {
  const limit = checkNumber(pagination?.limit ?? DEFAULT_LIMIT, 'pagination.limit', 1, MAX_LIMIT);
  const nextToken = pagination?.nextToken;
  return nextToken ? { limit, nextToken } : { limit };
}

/** The page a Query operation answered. */
export function pageResult(ctx: Pick<Context, 'error' | 'result'>) {
  // AppSync seals its tokens; this is what it says of one that it did not give out.
  if (ctx.error && ctx.error.message.toLowerCase().indexOf('pagination token') >= 0)
    refuse('InvalidArgument', 'pagination.nextToken is not of this list', {
      argument: 'pagination.nextToken',
    });
  if (ctx.error) passOn(ctx.error);
  return { items: ctx.result.items, nextToken: ctx.result.nextToken };
}
