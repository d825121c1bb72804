import type { CognitoAction, UserTarget } from '../CognitoCore.ts';
import { attributeList } from '../store/attributes.ts';
import { describeState } from './describe.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html */
export const AdminGetUser: CognitoAction<UserTarget> = (_, { user }) => ({
  ...describeState(user),
  UserAttributes: attributeList(user),
});
