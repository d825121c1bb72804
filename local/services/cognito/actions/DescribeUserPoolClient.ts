import { AwsError } from '../../../platform/AwsError.ts';
import type { CognitoAction, PoolTarget } from '../CognitoCore.ts';
import { describeClient } from './describe.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html */
export const DescribeUserPoolClient: CognitoAction<PoolTarget> = ({ store }, { pool }, { ClientId }) => {
  const { pool: owner, client } = store.client(ClientId);
  if (owner !== pool)
    throw new AwsError('ResourceNotFoundException', `User pool client ${ClientId} does not exist.`);
  return { UserPoolClient: describeClient(pool, client) };
};
