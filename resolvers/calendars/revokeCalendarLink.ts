import { util, type Context, type DynamoDBDeleteItemRequest } from '@aws-appsync/utils';
import { calendarLinkKey } from '../../model/calendars/keys.ts';
import { actorOf } from '../platform/context.ts';
import { throwDataSourceError } from '../platform/errors.ts';

/** Takes the caller's link away, if there is one. */
export function request(ctx: Context): DynamoDBDeleteItemRequest {
  return {
    operation: 'DeleteItem',
    key: util.dynamodb.toMapValues(calendarLinkKey(actorOf(ctx).id)),
  };
}

export function response(ctx: Context): boolean {
  if (ctx.error) throwDataSourceError(ctx.error);
  return true;
}
