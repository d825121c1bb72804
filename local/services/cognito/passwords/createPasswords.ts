import { HEX, type Randomness } from '../../../platform/Randomness.ts';
import type { User, UserPool } from '../store/UserPool.ts';
import { checkPasswordPolicy } from './checkPasswordPolicy.ts';
import { verifierOf, type Owner } from './srp.ts';

export interface Passwords {
  /** Throws `InvalidPasswordException` where the pool's policy refuses it. */
  set(pool: UserPool, user: User, password: string): void;
  isRight(pool: UserPool, user: User, password: string): boolean;
  /** One that any policy allows. */
  temporary({ passwordPolicy }: UserPool): string;
}

export const ownerOf = ({ id }: UserPool, { username }: User): Owner => ({
  poolName: id.split('_')[1]!,
  username,
});

export function createPasswords(random: Randomness): Passwords {
  return {
    set(pool, user, password) {
      checkPasswordPolicy(pool.passwordPolicy, password);
      user.password = verifierOf(ownerOf(pool, user), password, random.text(32, HEX));
    },
    isRight: (pool, user, password) =>
      user.password !== undefined &&
      verifierOf(ownerOf(pool, user), password, user.password.salt).verifier === user.password.verifier,
    temporary: ({ passwordPolicy }) =>
      `aA1!${random.text(Math.max(passwordPolicy.MinimumLength - 4, 4), HEX)}`,
  };
}
