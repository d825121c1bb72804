import type { CognitoAction, UserTarget } from '../CognitoCore.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminEnableUser.html */
export const AdminEnableUser: CognitoAction<UserTarget> = ({ world }, { user }) => {
  user.enabled = true;
  user.modifiedAt = world.clock.now();
};
