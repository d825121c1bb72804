import type { CognitoAction, UserTarget } from '../CognitoCore.ts';
import { readAttributes } from '../store/attributes.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html */
export const AdminUpdateUserAttributes: CognitoAction<UserTarget> = (
  { world },
  { pool, user },
  { UserAttributes },
) => {
  Object.assign(user.attributes, readAttributes(pool, UserAttributes));
  user.modifiedAt = world.clock.now();
};
