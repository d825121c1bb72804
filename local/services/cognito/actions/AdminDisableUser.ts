import type { CognitoAction, UserTarget } from '../CognitoCore.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html */
export const AdminDisableUser: CognitoAction<UserTarget> = ({ world }, { user }) => {
  user.enabled = false;
  user.modifiedAt = world.clock.now();
};
