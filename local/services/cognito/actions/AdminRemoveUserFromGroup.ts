import type { CognitoAction, UserTarget } from '../CognitoCore.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRemoveUserFromGroup.html */
export const AdminRemoveUserFromGroup: CognitoAction<UserTarget> = (
  { store },
  { pool, user },
  { GroupName },
) => {
  const { groupName } = store.group(pool, GroupName);
  user.groups = user.groups.filter((name) => name !== groupName);
};
