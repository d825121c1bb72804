import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import type { QueryListApartmentsArgs } from '../../model/schema.ts';
import { checkId } from '../checks.ts';
import { pageOf, pageResult } from '../pages.ts';
import { apartmentsQuery } from './apartmentsQuery.ts';

/** A building's apartments by number, of one status where one is named. */
export function request(ctx: Context<QueryListApartmentsArgs>): DynamoDBQueryRequest {
  const { buildingId, status, pagination } = ctx.args;
  const all = { ...apartmentsQuery(checkId(buildingId, 'buildingId')), ...pageOf(pagination) };
  if (!status) return all;
  return {
    ...all,
    filter: {
      expression: 'apartmentStatus = :status',
      expressionValues: util.dynamodb.toMapValues({ ':status': status }),
    },
  };
}

export function response(ctx: Context<QueryListApartmentsArgs>) {
  return pageResult(ctx);
}
