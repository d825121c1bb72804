import type { Context } from '@aws-appsync/utils';
import type { MutationEnableUserArgs } from '../../model/schema.ts';
import { enabledAccount, writeEnabled, type Account, type AccountResult } from './shared/accounts.ts';

type Step<Result = unknown> = Context<
  MutationEnableUserArgs,
  { account: Account },
  undefined,
  undefined,
  Result
>;

export { readAccount as read } from './shared/accounts.ts';

/** The schema admits only Admins. */
export const write = {
  request(ctx: Step) {
    return writeEnabled(ctx, true);
  },

  response(ctx: Step<AccountResult>) {
    return enabledAccount(ctx);
  },
};
