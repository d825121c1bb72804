import { util, type Context, type DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { userKey } from '../../model/accounts/keys.ts';
import { checkId } from '../checks.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';

/** Changes attributes of an account that is there. `values` by attribute; none of them a reserved name's. */
export function updateUser(id: string, values: Record<string, unknown>): DynamoDBUpdateItemRequest {
  const all: Record<string, unknown> = { ...values, updatedOn: util.time.nowISO8601() };
  const names = Object.keys(all);
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues(userKey(checkId(id, 'id'))),
    update: {
      expression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      expressionNames: names.reduce((sofar, name) => ({ ...sofar, [`#${name}`]: name }), {}),
      expressionValues: util.dynamodb.toMapValues(
        names.reduce((sofar, name) => ({ ...sofar, [`:${name}`]: all[name] }), {}),
      ),
    },
    condition: { expression: 'attribute_exists(pk)' },
  };
}

/** The account as it is now; `id` is whose it is. */
export function updatedUser(ctx: Context, id: string) {
  if (failedCondition(ctx.error)) refuse('NotFound', 'There is no such account', { id });
  if (ctx.error) passOn(ctx.error);
  return ctx.result;
}
