import type { CognitoAction } from '../CognitoCore.ts';
import { page } from './page.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html */
export const ListUserPools: CognitoAction<void> = ({ store }, _, { MaxResults, NextToken }) => {
  const { items, next } = page(Object.values(store.pools), MaxResults, NextToken);
  const pools = items.map(({ id, name, createdAt }) => ({
    Id: id,
    Name: name,
    CreationDate: createdAt / 1000,
    LastModifiedDate: createdAt / 1000,
  }));
  return { UserPools: pools, ...(next && { NextToken: next }) };
};
