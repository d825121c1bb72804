import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { buildingApartmentsKey } from '../../model/apartments/keys.ts';
import type { Apartment, Building } from '../../model/schema.ts';
import { pageResult, queryIndex, type Page } from '../platform/dynamodb.ts';

type Step = Context<unknown, object, undefined, Building, Page<Apartment>>;

const LIMIT = 100;

/** `Building.apartments`: the first 100 by number. */
export function request(ctx: Step): DynamoDBQueryRequest {
  const buildingId = ctx.source?.id ?? '';
  return { ...queryIndex('gsi1', buildingApartmentsKey(buildingId), 'APARTMENT#'), limit: LIMIT };
}

export function response(ctx: Step) {
  return pageResult(ctx).items;
}
