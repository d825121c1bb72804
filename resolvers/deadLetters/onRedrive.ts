import { extensions, type Context } from '@aws-appsync/utils';
import type { SubscriptionOnRedriveArgs } from '../../model/schema.ts';
import { checkOptionalId } from '../platform/arguments.ts';
import { checkAdmin } from './shared/admins.ts';

/** Admins follow all runs, or one. */
export function request(ctx: Context<SubscriptionOnRedriveArgs>) {
  checkAdmin(ctx);
  checkOptionalId(ctx.args.id, 'id');
  return { payload: null };
}

export function response(ctx: Context<SubscriptionOnRedriveArgs>) {
  const { id } = ctx.args;
  extensions.setSubscriptionFilter({
    filterGroup: [
      {
        filters: [
          id
            ? { fieldName: 'id', operator: 'eq', value: id }
            : { fieldName: 'id', operator: 'ne', value: '' },
        ],
      },
    ],
  });
  return null;
}
