import type { CognitoAction, UserTarget } from '../CognitoCore.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminAddUserToGroup.html */
export const AdminAddUserToGroup: CognitoAction<UserTarget> = ({ store }, { pool, user }, { GroupName }) => {
  const { groupName } = store.group(pool, GroupName);
  user.groups = [...new Set([...user.groups, groupName])];
};
