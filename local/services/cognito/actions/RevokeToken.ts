import { AwsError } from '../../../platform/AwsError.ts';
import type { ClientTarget, CognitoAction } from '../CognitoCore.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html */
export const RevokeToken: CognitoAction<ClientTarget> = (_, { pool, client }, { Token, ClientSecret }) => {
  if (client.secret !== ClientSecret)
    throw new AwsError('NotAuthorizedException', 'Client authentication failed.');
  const session = Object.hasOwn(pool.sessions, Token) ? pool.sessions[Token] : undefined;
  // A token nobody knows is as good as revoked: https://datatracker.ietf.org/doc/html/rfc7009#section-2.2
  if (session && session.clientId === client.clientId) session.revoked = true;
};
