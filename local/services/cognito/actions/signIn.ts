import { getOwn } from '../../../platform/ownProperty.ts';
import type { ClientTarget, CognitoAction, TokenTarget, UserTarget } from '../CognitoCore.ts';
import { respondToChallenge } from '../auth/respondToChallenge.ts';
import { initiateAuth } from '../auth/initiateAuth.ts';
import { revokeSessions } from '../auth/refreshTokens.ts';
import type { Parameters } from '../auth/flowSteps.ts';
import { notAuthorized } from '../errors.ts';

interface InitiateAuthInput {
  readonly AuthFlow: string;
  readonly AuthParameters?: Parameters;
}

interface ChallengeInput {
  readonly ChallengeName: string;
  readonly ChallengeResponses?: Parameters;
  readonly Session?: string;
}

interface RevokeTokenInput {
  readonly Token: string;
  readonly ClientSecret?: string;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export const InitiateAuth: CognitoAction<ClientTarget, InitiateAuthInput> = (
  core,
  target,
  { AuthFlow, AuthParameters },
) => initiateAuth(core, target, { flow: AuthFlow, parameters: AuthParameters ?? {}, byAdmin: false });

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html */
export const AdminInitiateAuth: CognitoAction<ClientTarget, InitiateAuthInput> = (
  core,
  target,
  { AuthFlow, AuthParameters },
) => initiateAuth(core, target, { flow: AuthFlow, parameters: AuthParameters ?? {}, byAdmin: true });

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html */
export const RespondToAuthChallenge: CognitoAction<ClientTarget, ChallengeInput> = (
  core,
  target,
  { ChallengeName, ChallengeResponses, Session },
) => respondToChallenge(core, target, ChallengeName, { ...ChallengeResponses, SESSION: Session });

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html */
export const AdminRespondToAuthChallenge: CognitoAction<ClientTarget, ChallengeInput> = (
  core,
  target,
  { ChallengeName, ChallengeResponses, Session },
) => respondToChallenge(core, target, ChallengeName, { ...ChallengeResponses, SESSION: Session });

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html */
export const RevokeToken: CognitoAction<ClientTarget, RevokeTokenInput> = (
  _,
  { pool, client },
  { Token, ClientSecret },
) => {
  if (client.secret !== ClientSecret) throw notAuthorized('Client authentication failed.');
  const session = getOwn(pool.sessions, Token);
  // Revoking an unknown token is no error: https://datatracker.ietf.org/doc/html/rfc7009#section-2.2
  if (!session || session.clientId !== client.clientId) return;
  revokeSessions(pool, ({ originJti }) => originJti === session.originJti);
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html */
export const GlobalSignOut: CognitoAction<TokenTarget> = (_, { pool, user }) =>
  revokeSessions(pool, ({ username }) => username === user.username);

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html */
export const AdminUserGlobalSignOut: CognitoAction<UserTarget> = (_, { pool, user }) =>
  revokeSessions(pool, ({ username }) => username === user.username);
