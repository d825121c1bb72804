import { invalidParameter } from '../errors.ts';
import { AwsError } from '../../../platform/AwsError.ts';
import type { CognitoCore } from '../CognitoCore.ts';
import { checkRequiredAttributes } from './attributes.ts';
import type { User, UserPool, UserStatus } from './UserPool.ts';

export interface NewUser {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly status: UserStatus;
}

/**
 * A user that is not in the pool yet. Where users sign in by e-mail address or telephone number,
 * that is an attribute, and the user name is generated.
 */
export function newUser(
  { store, world }: CognitoCore,
  pool: UserPool,
  { name, attributes: given, status }: NewUser,
): User {
  const sub = world.random.uuid();
  const [alias] = pool.usernameAttributes.filter(
    (attribute) => (attribute === 'email') === name.includes('@'),
  );
  if (pool.usernameAttributes.length > 0 && !alias) {
    throw invalidParameter(`Username should be ${pool.usernameAttributes.map(aliasName).join(' or ')}.`);
  }
  const attributes = { ...given, ...(alias && { [alias]: name }), sub };
  checkRequiredAttributes(pool, attributes);
  if (store.findUser(pool, name)) throw usernameExists(alias, status);

  const now = world.clock.now();
  return {
    username: alias ? sub : name,
    attributes,
    groups: [],
    enabled: true,
    status,
    createdAt: now,
    modifiedAt: now,
  };
}

/** Recorded from AWS: https://github.com/aws-amplify/amplify-js/pull/9167 */
const usernameExists = (alias: string | undefined, status: UserStatus) =>
  new AwsError(
    'UsernameExistsException',
    alias
      ? `An account with the given ${alias} already exists.`
      : status === 'UNCONFIRMED'
        ? 'User already exists'
        : 'User account already exists',
  );

const aliasName = (attribute: string) => (attribute === 'email' ? 'an email' : 'a phone number');
