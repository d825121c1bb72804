import { util, type Context } from '@aws-appsync/utils';
import { refuse } from '../refuse.ts';
import { isSameRequest, wantedOf, type NamedRequest } from './claims.ts';

/**
 * Whether a request is one the client sent before, by the row its token names. Refuses a token that named
 * another request within the day.
 */
export function isRepeat(ctx: Pick<Context, 'stash'>, row: NamedRequest | null | undefined): boolean {
  if (!row || row.keptUntil <= util.time.nowISO8601()) return false;
  if (!isSameRequest(row, wantedOf(ctx)))
    refuse('InvalidArgument', 'clientToken named another request', {
      argument: 'clientToken',
      bookingId: row.bookingId,
    });
  return true;
}
