import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import type { Building } from '../../model/schema.ts';
import { pageResult } from '../pages.ts';
import { apartmentsQuery } from './apartmentsQuery.ts';

const LIMIT = 100;

/** `Building.apartments`: the first 100 by number. */
export function request(ctx: Context): DynamoDBQueryRequest {
  return { ...apartmentsQuery((ctx.source as Building).id), limit: LIMIT };
}

export function response(ctx: Context) {
  return pageResult(ctx).items;
}
