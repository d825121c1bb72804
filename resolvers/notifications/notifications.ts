import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { inboxPartition, notificationPrefix } from '../../model/notifications/keys.ts';
import type { QueryNotificationsArgs } from '../../model/schema.ts';
import { actorOf, personOf } from '../platform/context.ts';
import { pageOf, pageResult, queryIndex, type Page } from '../platform/dynamodb.ts';
import { notificationResult, type NotificationRow } from './shared/inbox.ts';

type Step = Context<QueryNotificationsArgs, object, undefined, undefined, Page<NotificationRow>>;

/** A page of an inbox, the latest first. What somebody was told is for them: of the staff, only Admins may look. */
export function request(ctx: Step): DynamoDBQueryRequest {
  const { userId, unreadOnly, pagination } = ctx.args;
  const owner = personOf(actorOf(ctx), userId);
  return {
    ...queryIndex('gsi1', inboxPartition(owner), notificationPrefix),
    scanIndexForward: false,
    ...pageOf(pagination),
    ...(unreadOnly ? { filter: { expression: 'attribute_not_exists(readOn)' } } : {}),
  };
}

export function response(ctx: Step) {
  const { items, nextToken } = pageResult(ctx);
  return { items: items.map((row) => notificationResult(row)), nextToken };
}
