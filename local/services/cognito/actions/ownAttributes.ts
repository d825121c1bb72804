import { invalidParameter } from '../errors.ts';
import type { CodeDeliveryDetails } from '../codes/createCodes.ts';
import type { CognitoAction, CognitoCore, TokenTarget } from '../CognitoCore.ts';
import { takeAlias } from '../store/aliases.ts';
import { type AttributeType, readOwnAttributes } from '../store/attributes.ts';
import type { DeliverableAttribute, UserPool } from '../store/UserPool.ts';

// What users change of themselves: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-email-phone-verification.html

const DELIVERABLE: readonly DeliverableAttribute[] = ['email', 'phone_number'];

interface UpdateInput {
  readonly UserAttributes: readonly AttributeType[];
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserAttributes.html */
export const UpdateUserAttributes: CognitoAction<TokenTarget, UpdateInput> = (core, target, input) => {
  const { pool, user } = target;
  const given = readOwnAttributes(pool, input.UserAttributes);
  const details = DELIVERABLE.flatMap((name) => updateDeliverable(core, target, name, given));
  Object.assign(user.attributes, given);
  user.modifiedAt = core.world.clock.now();
  return details.length > 0 ? { CodeDeliveryDetailsList: details } : {};
};

/**
 * A new address is not verified. Where the pool says so it waits for its code, and the old one serves until then.
 * Takes what waits out of `given`.
 */
function updateDeliverable(
  { codes }: CognitoCore,
  { pool, user }: TokenTarget,
  name: DeliverableAttribute,
  given: Record<string, string>,
): CodeDeliveryDetails[] {
  const to = given[name];
  if (to === undefined || to === user.attributes[name]) return [];
  if (pool.verifiedBeforeUpdate.includes(name)) delete given[name];
  else given[`${name}_verified`] = 'false';
  return isAutoVerified(pool, name) && to !== '' ? [codes.send(pool, user, name, name, to)] : [];
}

const isAutoVerified = ({ autoVerifiedAttributes }: UserPool, name: string) =>
  autoVerifiedAttributes.includes(name);

interface NamesAttribute {
  readonly AttributeName: string;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAttributeVerificationCode.html */
export const GetUserAttributeVerificationCode: CognitoAction<TokenTarget, NamesAttribute> = (
  core,
  { pool, user },
  { AttributeName },
) => {
  core.attempts.count('GetUserAttributeVerificationCode', pool, user.username);
  const name = deliverable(AttributeName);
  const waiting = user.codes?.[name]?.to;
  if (!waiting && !user.attributes[name]) throw invalidParameter(`User does not have the attribute ${name}.`); // Chosen words.
  return { CodeDeliveryDetails: core.codes.send(pool, user, name, name, waiting) };
};

interface VerifyInput extends NamesAttribute {
  readonly Code: string;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifyUserAttribute.html */
export const VerifyUserAttribute: CognitoAction<TokenTarget, VerifyInput> = (
  core,
  { pool, user },
  { AttributeName, Code },
) => {
  core.attempts.count('VerifyUserAttribute', pool, user.username);
  takeAlias(pool, user, core.codes.redeem(user, deliverable(AttributeName), Code), false);
  user.modifiedAt = core.world.clock.now();
};

function deliverable(name: string): DeliverableAttribute {
  const found = DELIVERABLE.find((known) => known === name);
  // Chosen words.
  if (!found)
    throw invalidParameter(`Attribute ${name} cannot be verified: only email and phone_number are.`);
  return found;
}

interface DeleteInput {
  readonly UserAttributeNames: readonly string[];
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserAttributes.html */
export const DeleteUserAttributes: CognitoAction<TokenTarget, DeleteInput> = (
  { world },
  { pool, user },
  { UserAttributeNames },
) => {
  const names = Object.keys(
    readOwnAttributes(
      pool,
      UserAttributeNames.map((Name) => ({ Name })),
    ),
  );
  const required = names.find((name) => pool.requiredAttributes.includes(name));
  if (required !== undefined) throw invalidParameter(`Cannot delete the required attribute ${required}`); // Chosen words.
  for (const name of names) {
    delete user.attributes[name];
    delete user.attributes[`${name}_verified`];
  }
  user.modifiedAt = world.clock.now();
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUser.html */
export const DeleteUser: CognitoAction<TokenTarget> = ({ store }, { pool, user }) =>
  store.removeUser(pool, user);
