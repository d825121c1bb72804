import type { CognitoAction, UserTarget } from '../CognitoCore.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html */
export const AdminDeleteUser: CognitoAction<UserTarget> = ({ store }, { pool, user }) =>
  store.removeUser(pool, user);
