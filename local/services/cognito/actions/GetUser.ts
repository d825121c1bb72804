import type { CognitoAction, TokenTarget } from '../CognitoCore.ts';
import { attributeList } from '../store/attributes.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html */
export const GetUser: CognitoAction<TokenTarget> = (_, { user }) => ({
  Username: user.username,
  UserAttributes: attributeList(user),
});
