import type { CognitoAction, PoolTarget } from '../CognitoCore.ts';
import { resourceNotFound } from '../errors.ts';
import { describeClient, describePool, paginate } from '../responses.ts';

interface PageRequest {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html */
export const ListUserPools: CognitoAction<void, PageRequest> = ({ store }, _, { MaxResults, NextToken }) => {
  const { items, next } = paginate(Object.values(store.pools), MaxResults, NextToken);
  const pools = items.map(({ id, name, createdAt }) => ({
    Id: id,
    Name: name,
    CreationDate: createdAt / 1000,
    LastModifiedDate: createdAt / 1000,
  }));
  return { UserPools: pools, ...(next && { NextToken: next }) };
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export const DescribeUserPool: CognitoAction<PoolTarget> = (_, { pool }) => ({
  UserPool: describePool(pool),
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html */
export const ListUserPoolClients: CognitoAction<PoolTarget, PageRequest> = (
  _,
  { pool },
  { MaxResults, NextToken },
) => {
  const { items, next } = paginate(Object.values(pool.clients), MaxResults, NextToken);
  const clients = items.map(({ clientId, clientName }) => ({
    ClientId: clientId,
    ClientName: clientName,
    UserPoolId: pool.id,
  }));
  return { UserPoolClients: clients, ...(next && { NextToken: next }) };
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html */
export const DescribeUserPoolClient: CognitoAction<PoolTarget, { readonly ClientId: string }> = (
  { store },
  { pool },
  { ClientId },
) => {
  const { pool: owner, client } = store.client(ClientId);
  if (owner !== pool) throw resourceNotFound(`User pool client ${ClientId} does not exist.`);
  return { UserPoolClient: describeClient(pool, client) };
};
