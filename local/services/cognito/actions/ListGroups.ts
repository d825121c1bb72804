import type { CognitoAction, PoolTarget } from '../CognitoCore.ts';
import { describeGroup } from './describe.ts';
import { page } from './page.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListGroups.html */
export const ListGroups: CognitoAction<PoolTarget> = (_, { pool }, { Limit, NextToken }) => {
  const { items, next } = page(Object.values(pool.groups), Limit, NextToken);
  return { Groups: items.map((group) => describeGroup(pool, group)), ...(next && { NextToken: next }) };
};
