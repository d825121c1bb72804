import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { allOrdersKey, orderSortPrefix, userOrdersKey } from '../../model/orders/keys.ts';
import type { Pagination, SortDirection } from '../../model/schema.ts';
import { indexes } from '../../model/table.ts';
import { actorOf, checkMayRead } from '../actors.ts';
import { checkId } from '../checks.ts';
import { pageOf } from '../pages.ts';

interface Listing {
  /** Whose; when absent the caller's own, and everybody's for staff. */
  readonly userId?: string | null;
  readonly sortDirection?: SortDirection | null;
  readonly pagination?: Pagination | null;
}

/** Reads a page of the orders the caller may see, by the moment they were placed. */
export function ordersQuery(
  ctx: Context,
  { userId, sortDirection, pagination }: Listing,
): DynamoDBQueryRequest {
  const actor = actorOf(ctx);
  const owner = userId ?? (actor.isStaff ? null : actor.id);
  if (owner !== null) checkMayRead(actor, checkId(owner, 'userId'));
  const index = owner === null ? indexes.gsi2 : indexes.gsi1;
  return {
    operation: 'Query',
    index,
    query: {
      expression: `${index}pk = :partition AND begins_with(${index}sk, :order)`,
      expressionValues: util.dynamodb.toMapValues({
        ':partition': owner === null ? allOrdersKey : userOrdersKey(owner),
        ':order': orderSortPrefix,
      }),
    },
    scanIndexForward: sortDirection !== 'DESC',
    ...pageOf(pagination),
  };
}
