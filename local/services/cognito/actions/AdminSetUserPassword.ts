import type { CognitoAction, UserTarget } from '../CognitoCore.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html */
export const AdminSetUserPassword: CognitoAction<UserTarget> = (
  { passwords, world },
  { pool, user },
  { Password, Permanent },
) => {
  passwords.set(pool, user, Password);
  user.status = Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
  user.modifiedAt = world.clock.now();
};
