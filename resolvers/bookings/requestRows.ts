import { util, type Context, type DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { userKey } from '../../model/accounts/keys.ts';
import { claimKey, requestKey } from '../../model/bookings/keys.ts';
import { batchRows } from '../batchRows.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';
import { isSameRequest, wantedOf } from './claims.ts';
import { isRepeat } from './repeats.ts';

interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Reads the person, what else the kind of booking needs, and what the client's token may have named. */
export function readRows(ctx: Context, others: Key[]): DynamoDBBatchGetItemRequest {
  const { userId, subject, clientToken } = wantedOf(ctx);
  const names: Key[] = clientToken ? [requestKey(userId, clientToken), claimKey(userId, subject)] : [];
  const keys: Key[] = [userKey(userId), ...others, ...names];
  ctx.stash.otherRows = others.length;
  return {
    operation: 'BatchGetItem',
    tables: {
      [settingsOf(ctx).tableName]: { keys: keys.map(({ pk, sk }) => util.dynamodb.toMapValues({ pk, sk })) },
    },
  };
}

/** The other rows; refuses a person without an account, and a disabled one. `ctx.stash.repeated` is left for the claim. */
export function rowsRead(ctx: Context) {
  const wanted = wantedOf(ctx);
  const rows = batchRows(ctx);
  const [user] = rows;
  if (!user) refuse('NotFound', 'There is no account of this person', { userId: wanted.userId });
  if (!user.enabled) refuse('UserDisabled', 'The account is disabled', { userId: wanted.userId });
  const first = 1 + ctx.stash.otherRows;
  const [named, claim] = rows.slice(first);
  if (isRepeat(ctx, named)) ctx.stash.repeated = named;
  else if (isSameRequest(claim, wanted)) ctx.stash.repeated = claim;
  return rows.slice(1, first);
}
