import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { notificationKey } from '../../model/notifications/keys.ts';
import type { MutationPublishNotificationArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { traceFieldOf } from '../platform/context.ts';
import { throwDataSourceError, throwError } from '../platform/errors.ts';
import { notificationResult, type NotificationRow } from './shared/inbox.ts';

type Step = Context<MutationPublishNotificationArgs, object, undefined, undefined, NotificationRow | null>;

/**
 * Hands an entry to its person's subscribers as it is stored: an event says nothing of what people are told. Only the bus, by
 * its role, may call it.
 */
export function request(ctx: Step) {
  const { id, userId, traceId } = ctx.args;
  const key = notificationKey(checkId(userId, 'userId'), checkId(id, 'id'));
  // The last line of log on an event's way. AppSync keeps it where the field log level is INFO or more.
  console.log({ step: 'publishNotification', entityId: id, ...traceFieldOf(traceId) });
  return get({ key, consistentRead: true });
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  const { id, userId } = ctx.args;
  return notificationResult(
    ctx.result ?? throwError('NotFound', 'There is no such notification', { id, userId }),
  );
}
