import type { Context } from '@aws-appsync/utils';
import type { Pagination } from '../model/schema.ts';
import { checkNumber } from './checks.ts';
import { passOn } from './passOn.ts';
import { refuse } from './refuse.ts';

/** Items a page has when nobody says how many, and at most. */
interface PageSize {
  readonly usual: number;
  readonly most: number;
}

const PAGE: PageSize = { usual: 20, most: 100 };

/**
 * What a Query operation takes of a field's `pagination`. A token tells only where a list goes on: who may read
 * the list is decided for every page anew, so that the token needs to know nobody.
 */
export function pageOf(pagination: Pagination | null | undefined, { usual, most }: PageSize = PAGE) {
  const limit = checkNumber(pagination?.limit ?? usual, 'pagination.limit', 1, most);
  const nextToken = pagination?.nextToken;
  // To DynamoDB's data source it is as good as none: a client that goes on with it would begin anew, again and again.
  if (nextToken === '') foreign();
  return nextToken ? { limit, nextToken } : { limit };
}

/** What AppSync says of a token that it did not give out, and DynamoDB of one that another list gave out. */
const FOREIGN = ['pagination token', 'starting key', 'cannot be restarted'];

function foreign(): never {
  refuse('InvalidArgument', 'pagination.nextToken is not of this list', { argument: 'pagination.nextToken' });
}

const isForeign = (message: string) => FOREIGN.some((words) => message.toLowerCase().indexOf(words) >= 0);

/** The page a Query operation answered. */
export function pageResult(ctx: Pick<Context, 'error' | 'result'>) {
  if (ctx.error && isForeign(ctx.error.message)) foreign();
  if (ctx.error) passOn(ctx.error);
  return { items: ctx.result.items, nextToken: ctx.result.nextToken };
}
