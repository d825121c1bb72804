import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { buildingApartmentsKey } from '../../model/apartments/keys.ts';
import type { Apartment, QueryListApartmentsArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { expressionOf, pageOf, pageResult, queryIndex, type Page } from '../platform/dynamodb.ts';

type Step = Context<QueryListApartmentsArgs, object, undefined, undefined, Page<Apartment>>;

/** A building's apartments by number, or those of one status. */
export function request(ctx: Step): DynamoDBQueryRequest {
  const { buildingId, status, pagination } = ctx.args;
  const partition = buildingApartmentsKey(checkId(buildingId, 'buildingId'));
  const all = { ...queryIndex('gsi1', partition, 'APARTMENT#'), ...pageOf(pagination) };
  return status ? { ...all, filter: expressionOf('apartmentStatus = :status', { ':status': status }) } : all;
}

export function response(ctx: Step) {
  return pageResult(ctx);
}
