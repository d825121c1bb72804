import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import type { QueryShoppingListArgs } from '../../model/schema.ts';
import { listKey } from '../../model/fulfilment/keys.ts';
import { checkId } from '../platform/arguments.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import { listResult, type ListRow } from './shared/lists.ts';

type Step = Context<QueryShoppingListArgs, object, undefined, undefined, ListRow | null>;

/** A list as it is at this moment. The schema admits only staff. */
export function request(ctx: Step) {
  return get({ key: listKey(checkId(ctx.args.id, 'id')), consistentRead: true });
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  return ctx.result ? listResult(ctx.result) : null;
}
