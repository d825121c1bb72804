import type { CognitoAction, PoolTarget } from '../CognitoCore.ts';
import { describeGroup } from './describe.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetGroup.html */
export const GetGroup: CognitoAction<PoolTarget> = ({ store }, { pool }, { GroupName }) => ({
  Group: describeGroup(pool, store.group(pool, GroupName)),
});
