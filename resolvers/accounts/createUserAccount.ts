import type { Context } from '@aws-appsync/utils';
import { userIndexKeys, userKey } from '../../model/accounts/keys.ts';
import type { MutationCreateUserAccountArgs, User, UserInput } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { checkEmail, checkText } from '../platform/arguments.ts';
import { actorOf, personOf } from '../platform/context.ts';
import { putItem, rowIsNew } from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { checkPrivileges } from './shared/accounts.ts';

type Step = Context<MutationCreateUserAccountArgs, object, undefined, undefined, User | null>;

/** Creates the caller's own account, or, for an Admin, anyone's. */
export function request(ctx: Step) {
  const { input } = ctx.args;
  const actor = actorOf(ctx);
  const id = personOf(actor, input.id, 'id');
  checkInput(input);
  checkPrivileges(actor, input);
  return putItem(userKey(id), rowOf(id, input), rowIsNew);
}

export function response(ctx: Step) {
  if (conditionFailed(ctx.error))
    throwError('AlreadyExists', 'The account exists', { id: ctx.result?.id ?? null });
  if (ctx.error) throwDataSourceError(ctx.error);
  return ctx.result;
}

function checkInput(input: UserInput) {
  checkEmail(input.email);
  checkText(input.firstName, 'firstName', 100);
  checkText(input.lastName, 'lastName', 100);
}

function rowOf(id: string, input: UserInput) {
  const now = nowInstant();
  return {
    id,
    email: input.email,
    firstName: input.firstName,
    lastName: input.lastName,
    userType: input.userType ?? 'TENANT',
    verified: input.verified ?? false,
    enabled: true,
    createdOn: now,
    updatedOn: now,
    ...userIndexKeys(id),
    ...entityMetadata('User'),
  };
}
