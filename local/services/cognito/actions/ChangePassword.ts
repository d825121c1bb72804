import { wrongPassword } from '../auth/refusals.ts';
import type { CognitoAction, TokenTarget } from '../CognitoCore.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html */
export const ChangePassword: CognitoAction<TokenTarget> = (
  { passwords, world },
  { pool, user },
  { PreviousPassword, ProposedPassword },
) => {
  if (!passwords.isRight(pool, user, PreviousPassword)) throw wrongPassword();
  passwords.set(pool, user, ProposedPassword);
  user.modifiedAt = world.clock.now();
};
