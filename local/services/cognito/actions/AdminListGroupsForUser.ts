import type { CognitoAction, UserTarget } from '../CognitoCore.ts';
import { describeGroup } from './describe.ts';
import { page } from './page.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListGroupsForUser.html */
export const AdminListGroupsForUser: CognitoAction<UserTarget> = (
  { store },
  { pool, user },
  { Limit, NextToken },
) => {
  const { items, next } = page(user.groups, Limit, NextToken);
  return {
    Groups: items.map((name) => describeGroup(pool, store.group(pool, name))),
    ...(next && { NextToken: next }),
  };
};
