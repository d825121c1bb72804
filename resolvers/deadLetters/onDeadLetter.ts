import { extensions, type Context } from '@aws-appsync/utils';
import type { SubscriptionOnDeadLetterArgs } from '../../model/schema.ts';
import { checkAdmin } from './shared/admins.ts';
import { checkQueueName } from './shared/letters.ts';

/** Admins follow all letters, or those of one queue. */
export function request(ctx: Context<SubscriptionOnDeadLetterArgs>) {
  checkAdmin(ctx);
  const { queue } = ctx.args;
  if (queue !== null && queue !== undefined) checkQueueName(queue, 'queue');
  return { payload: null };
}

/** The filter takes the place of AppSync's own by argument, where an argument left null would match nothing. */
export function response(ctx: Context<SubscriptionOnDeadLetterArgs>) {
  const { queue } = ctx.args;
  extensions.setSubscriptionFilter({
    filterGroup: [
      {
        filters: [
          queue
            ? { fieldName: 'queue', operator: 'eq', value: queue }
            : { fieldName: 'id', operator: 'ne', value: '' },
        ],
      },
    ],
  });
  return null;
}
