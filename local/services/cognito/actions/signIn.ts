import type { ClientTarget, CognitoAction, TokenTarget, UserTarget } from '../CognitoCore.ts';
import { respondToChallenge } from '../auth/respondToChallenge.ts';
import { initiateAuth } from '../auth/initiateAuth.ts';
import { notAuthorized } from '../errors.ts';
import type { User, UserPool } from '../store/UserPool.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export const InitiateAuth: CognitoAction<ClientTarget> = (core, target, { AuthFlow, AuthParameters }) =>
  initiateAuth(core, target, { flow: AuthFlow, parameters: AuthParameters ?? {}, byAdmin: false });

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html */
export const AdminInitiateAuth: CognitoAction<ClientTarget> = (core, target, { AuthFlow, AuthParameters }) =>
  initiateAuth(core, target, { flow: AuthFlow, parameters: AuthParameters ?? {}, byAdmin: true });

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html */
export const RespondToAuthChallenge: CognitoAction<ClientTarget> = (
  core,
  target,
  { ChallengeName, ChallengeResponses, Session },
) => respondToChallenge(core, target, ChallengeName, { ...ChallengeResponses, SESSION: Session });

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html */
export const AdminRespondToAuthChallenge: CognitoAction<ClientTarget> = (
  core,
  target,
  { ChallengeName, ChallengeResponses, Session },
) => respondToChallenge(core, target, ChallengeName, { ...ChallengeResponses, SESSION: Session });

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html */
export const RevokeToken: CognitoAction<ClientTarget> = (_, { pool, client }, { Token, ClientSecret }) => {
  if (client.secret !== ClientSecret) throw notAuthorized('Client authentication failed.');
  const session = Object.hasOwn(pool.sessions, Token) ? pool.sessions[Token] : undefined;
  // A token nobody knows is as good as revoked: https://datatracker.ietf.org/doc/html/rfc7009#section-2.2
  if (session && session.clientId === client.clientId) session.revoked = true;
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html */
export const GlobalSignOut: CognitoAction<TokenTarget> = (_, { pool, user }) => revokeSessions(pool, user);

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html */
export const AdminUserGlobalSignOut: CognitoAction<UserTarget> = (_, { pool, user }) =>
  revokeSessions(pool, user);

/** Revokes every refresh token of the user, and with it what was issued for it. */
function revokeSessions({ sessions }: UserPool, { username }: User): void {
  for (const session of Object.values(sessions)) if (session.username === username) session.revoked = true;
}
