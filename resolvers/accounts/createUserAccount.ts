import type { Context } from '@aws-appsync/utils';
import { userIndexKeys, userKey } from '../../model/accounts/keys.ts';
import type { MutationCreateUserAccountArgs, UserInput } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkEmail, checkPhone, checkText } from '../platform/arguments.ts';
import { actorOf, personOf } from '../platform/context.ts';
import { putItem, rowIsNew } from '../platform/dynamodb.ts';
import { throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import {
  checkPrivileges,
  isProven,
  rivalAccount,
  writeAccount,
  type AccountResult,
} from './shared/accounts.ts';

interface Stash {
  account: ReturnType<typeof rowOf>;
}

type Step = Context<MutationCreateUserAccountArgs, Stash, undefined, undefined, AccountResult>;

/** Creates the caller's own account, or, for an Admin, anyone's. */
export function request(ctx: Step) {
  const { input } = ctx.args;
  const actor = actorOf(ctx);
  const id = personOf(actor, input.id, 'id');
  checkInput(input);
  checkPrivileges(actor, input);
  const account = rowOf(id, input, input.verified ?? isProven(ctx, id, input.email));
  ctx.stash.account = account;
  return writeAccount(ctx, putItem(userKey(id), account, rowIsNew), 'USER_REGISTERED_EVENT', {
    userId: id,
    updatedOn: account.updatedOn,
  });
}

export function response(ctx: Step) {
  if (ctx.error) throwError('AlreadyExists', 'The account exists', { id: rivalAccount(ctx)?.id ?? null });
  return ctx.stash.account;
}

function checkInput(input: UserInput) {
  checkEmail(input.email);
  checkText(input.firstName, 'firstName', 100);
  checkText(input.lastName, 'lastName', 100);
}

function rowOf(id: string, input: UserInput, verified: boolean) {
  const now = nowInstant();
  return {
    id,
    email: input.email,
    firstName: input.firstName,
    lastName: input.lastName,
    ...(input.phone ? { phone: checkPhone(input.phone) } : {}),
    userType: input.userType ?? 'TENANT',
    verified,
    enabled: true,
    createdOn: now,
    updatedOn: now,
    ...userIndexKeys(id),
    ...entityMetadata('User'),
  };
}
