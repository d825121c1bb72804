import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { availabilityKey } from '../../model/fulfilment/keys.ts';
import type { Availability } from '../../model/schema.ts';
import { actorOf } from '../platform/context.ts';
import { throwDataSourceError } from '../platform/errors.ts';
import { availabilityResult } from './shared/lists.ts';

type Step = Context<unknown, object, undefined, undefined, Availability | null>;

/** What the caller said last, and the list they have, as it is at this moment. The schema admits only staff. */
export function request(ctx: Step) {
  return get({ key: availabilityKey(actorOf(ctx).id), consistentRead: true });
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  return ctx.result ? availabilityResult(ctx.result) : null;
}
