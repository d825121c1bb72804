import type { CognitoAction, PoolTarget } from '../CognitoCore.ts';
import { describeUser } from './describe.ts';
import { filterUsers } from './filterUsers.ts';
import { page } from './page.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html */
export const ListUsers: CognitoAction<PoolTarget> = (
  _,
  { pool },
  { Filter, Limit, PaginationToken, AttributesToGet },
) => {
  const { items, next } = page(filterUsers(Object.values(pool.users), Filter), Limit, PaginationToken);
  const wanted = (name: string) => !AttributesToGet || AttributesToGet.includes(name);
  const users = items
    .map(describeUser)
    .map((user) => ({ ...user, Attributes: user.Attributes.filter(({ Name }) => wanted(Name)) }));
  return { Users: users, ...(next && { PaginationToken: next }) };
};
