import type { CognitoAction, PoolTarget } from '../CognitoCore.ts';
import { page } from './page.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html */
export const ListUserPoolClients: CognitoAction<PoolTarget> = (_, { pool }, { MaxResults, NextToken }) => {
  const { items, next } = page(Object.values(pool.clients), MaxResults, NextToken);
  const clients = items.map(({ clientId, clientName }) => ({
    ClientId: clientId,
    ClientName: clientName,
    UserPoolId: pool.id,
  }));
  return { UserPoolClients: clients, ...(next && { NextToken: next }) };
};
