import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { areaKey } from '../../model/apartments/keys.ts';
import { placeOf } from '../../model/apartments/places.ts';
import type { Building, QueryBuildingsByAreaArgs } from '../../model/schema.ts';
import { indexes } from '../../model/table.ts';
import { checkText } from '../platform/arguments.ts';
import { expressionOf, pageOf, pageResult, type Page } from '../platform/dynamodb.ts';

type Step = Context<QueryBuildingsByAreaArgs, object, undefined, undefined, Page<Building>>;

/** The buildings of a city by postal code, for everybody who is signed in: an API key may not read addresses. */
export function request(ctx: Step): DynamoDBQueryRequest {
  const { country, city, postalCode, pagination } = ctx.args;
  const area = areaKey(placeOf(checkText(country, 'country', 100)), placeOf(checkText(city, 'city', 100)));
  const prefix = typeof postalCode === 'string' ? placeOf(checkText(postalCode, 'postalCode', 20)) : '';
  // DynamoDB refuses an empty prefix.
  const query = prefix
    ? expressionOf('gsi2pk = :area AND begins_with(gsi2sk, :prefix)', { ':area': area, ':prefix': prefix })
    : expressionOf('gsi2pk = :area', { ':area': area });
  return { operation: 'Query', index: indexes.gsi2, query, ...pageOf(pagination) };
}

export function response(ctx: Step) {
  return pageResult(ctx);
}
