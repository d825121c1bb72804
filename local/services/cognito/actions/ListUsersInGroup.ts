import type { CognitoAction, PoolTarget } from '../CognitoCore.ts';
import { describeUser } from './describe.ts';
import { page } from './page.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsersInGroup.html */
export const ListUsersInGroup: CognitoAction<PoolTarget> = (
  { store },
  { pool },
  { GroupName, Limit, NextToken },
) => {
  const { groupName } = store.group(pool, GroupName);
  const members = Object.values(pool.users).filter(({ groups }) => groups.includes(groupName));
  const { items, next } = page(members, Limit, NextToken);
  return { Users: items.map(describeUser), ...(next && { NextToken: next }) };
};
