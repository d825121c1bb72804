import type { CognitoAction, PoolTarget } from '../CognitoCore.ts';
import { describePool } from './describe.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export const DescribeUserPool: CognitoAction<PoolTarget> = (_, { pool }) => ({
  UserPool: describePool(pool),
});
