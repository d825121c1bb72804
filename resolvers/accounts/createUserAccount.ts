import { util, type Context, type DynamoDBPutItemRequest } from '@aws-appsync/utils';
import { userIndexKeys, userKey } from '../../model/accounts/keys.ts';
import type { MutationCreateUserAccountArgs, UserInput } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { actorOf, personOf } from '../actors.ts';
import { checkText } from '../checks.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import { checkEmail } from './checkEmail.ts';
import { checkPrivileges } from './privileges.ts';

/** Creates the caller's own account, or, for an Admin, anyone's. */
export function request(ctx: Context<MutationCreateUserAccountArgs>): DynamoDBPutItemRequest {
  const { input } = ctx.args;
  const actor = actorOf(ctx);
  const id = personOf(actor, input.id, 'id');
  checkInput(input);
  checkPrivileges(actor, input);
  return {
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(userKey(id)),
    attributeValues: util.dynamodb.toMapValues(rowOf(id, input)),
    condition: { expression: 'attribute_not_exists(pk)' },
  };
}

export function response(ctx: Context<MutationCreateUserAccountArgs>) {
  if (failedCondition(ctx.error))
    refuse('AlreadyExists', 'The account exists', { id: ctx.result?.id ?? null });
  if (ctx.error) passOn(ctx.error);
  return ctx.result;
}

function checkInput(input: UserInput) {
  checkEmail(input.email);
  checkText(input.firstName, 'firstName', 100);
  checkText(input.lastName, 'lastName', 100);
}

function rowOf(id: string, input: UserInput) {
  const now = util.time.nowISO8601();
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
