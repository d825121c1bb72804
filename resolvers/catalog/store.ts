import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { storeKey } from '../../model/catalog/keys.ts';
import type { StoreState } from '../../model/catalog/states.ts';
import type { QueryStoreArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import { storeOf } from './shared/stores.ts';

type Step = Context<QueryStoreArgs, object, undefined, undefined, StoreState | null>;

/** A store, for everybody who is signed in. */
export function request(ctx: Step) {
  return get({ key: storeKey(checkId(ctx.args.id, 'id')), consistentRead: true });
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  return ctx.result && storeOf(ctx.result);
}
