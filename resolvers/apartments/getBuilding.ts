import { util, type Context, type DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { buildingKey } from '../../model/apartments/keys.ts';
import type { QueryGetBuildingArgs } from '../../model/schema.ts';
import { checkId } from '../checks.ts';
import { passOn } from '../passOn.ts';

export function request(ctx: Context<QueryGetBuildingArgs>): DynamoDBGetItemRequest {
  return { operation: 'GetItem', key: util.dynamodb.toMapValues(buildingKey(checkId(ctx.args.id, 'id'))) };
}

export function response(ctx: Context<QueryGetBuildingArgs>) {
  if (ctx.error) passOn(ctx.error);
  return ctx.result;
}
