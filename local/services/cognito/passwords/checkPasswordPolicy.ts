import { AwsError } from '../../../platform/AwsError.ts';
import type { PasswordPolicy } from '../store/UserPool.ts';

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
