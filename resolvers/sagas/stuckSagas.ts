import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { listedSagasKey, sagaSortPrefix } from '../../model/sagas/keys.ts';
import type { QueryStuckSagasArgs } from '../../model/schema.ts';
import { pageOf, pageResult, queryIndex, type Page } from '../platform/dynamodb.ts';
import { sagaResult, type SagaRow } from './shared/sagas.ts';

type Step = Context<QueryStuckSagasArgs, object, undefined, undefined, Page<SagaRow>>;

/** A page of the sagas that wait for staff, by when they began. */
export function request(ctx: Step): DynamoDBQueryRequest {
  return {
    ...queryIndex('gsi1', listedSagasKey('STUCK'), sagaSortPrefix),
    ...pageOf(ctx.args.pagination),
  };
}

export function response(ctx: Step) {
  const { items, nextToken } = pageResult(ctx);
  return { items: items.map((row) => sagaResult(row)), nextToken };
}
