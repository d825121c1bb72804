import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { contactKey } from '../../model/notifications/keys.ts';
import type { StoredPreferences } from '../../model/notifications/preferences.ts';
import type { QueryNotificationPreferencesArgs } from '../../model/schema.ts';
import { actorOf, personOf } from '../platform/context.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import { preferencesResult } from './shared/preferences.ts';

type Step = Context<QueryNotificationPreferencesArgs, object, undefined, undefined, StoredPreferences | null>;

/** How a person is told; of the staff, only Admins may look. */
export function request(ctx: Step) {
  return get({ key: contactKey(personOf(actorOf(ctx), ctx.args.userId)), consistentRead: true });
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  return preferencesResult(personOf(actorOf(ctx), ctx.args.userId), ctx.result);
}
