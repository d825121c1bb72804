import { AwsError } from '../../../platform/AwsError.ts';
import { HEX, type Randomness } from '../../../platform/Randomness.ts';
import type { PasswordPolicy, User, UserPool } from '../store/UserPool.ts';
import { type Owner, verifierOf } from './srp.ts';

export interface Passwords {
  /** Throws `InvalidPasswordException` for a password that the pool's policy does not allow. */
  set(pool: UserPool, user: User, password: string): void;
  isCorrect(pool: UserPool, user: Pick<User, 'username' | 'password'>, password: string): boolean;
  /** A temporary password that any policy allows. */
  generateTemporary({ passwordPolicy }: UserPool): string;
}

export const verifierOwner = ({ id }: UserPool, { username }: Pick<User, 'username'>): Owner => ({
  poolName: id.split('_')[1] ?? '',
  username,
});

export function createPasswords(random: Randomness): Passwords {
  return {
    set(pool, user, password) {
      checkPasswordPolicy(pool.passwordPolicy, password);
      user.password = verifierOf(verifierOwner(pool, user), password, random.text(32, HEX));
    },
    isCorrect: (pool, user, password) =>
      user.password !== undefined &&
      verifierOf(verifierOwner(pool, user), password, user.password.salt).verifier === user.password.verifier,
    generateTemporary: ({ passwordPolicy }) =>
      `aA1!${random.text(Math.max(passwordPolicy.MinimumLength - 4, 4), HEX)}`,
  };
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html */
const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+ -]/;

/** Throws `InvalidPasswordException` naming the first rule that is broken. */
export function checkPasswordPolicy(policy: PasswordPolicy, password: string): void {
  const broken = [
    [password.length < policy.MinimumLength, 'Password not long enough'],
    [password.length > 256, 'Password too long'],
    [policy.RequireUppercase && !/[A-Z]/.test(password), 'Password must have uppercase characters'],
    [policy.RequireLowercase && !/[a-z]/.test(password), 'Password must have lowercase characters'],
    [policy.RequireNumbers && !/\d/.test(password), 'Password must have numeric characters'],
    [policy.RequireSymbols && !SYMBOL.test(password), 'Password must have symbol characters'],
  ].find(([isBroken]) => isBroken);
  if (broken)
    throw new AwsError(
      'InvalidPasswordException',
      `Password did not conform with policy: ${String(broken[1])}`,
    );
}
