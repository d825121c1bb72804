import { AwsError } from '../../../platform/AwsError.ts';
import { getOwn } from '../../../platform/ownProperty.ts';
import type { ClientTarget, CognitoAction, CognitoCore } from '../CognitoCore.ts';
import { invalidParameter, missingParameter, notAuthorized } from '../errors.ts';
import type { Client, Session, UserPool } from '../store/UserPool.ts';
import type { Grant } from '../tokens/claims.ts';
import { checkSecretHash, type Flow } from './flowSteps.ts';

// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html

interface RefreshInput {
  readonly RefreshToken: string;
  readonly ClientSecret?: string;
}

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html
 * Documented: it needs no `ALLOW_REFRESH_TOKEN_AUTH`, which a client with rotation cannot have.
 */
export const GetTokensFromRefreshToken: CognitoAction<ClientTarget, RefreshInput> = async (
  core,
  target,
  { RefreshToken, ClientSecret },
) => {
  const { client } = target;
  // Words that clients recorded for a hash; chosen for the secret itself.
  if (client.secret !== ClientSecret)
    throw notAuthorized(`Unable to verify secret hash for client ${client.clientId}`);
  const grant = findGrant(core, target, RefreshToken);
  const { tokens } = core;
  return {
    AuthenticationResult: await (client.refreshTokenRotation ? tokens.rotate(grant) : tokens.renew(grant)),
  };
};

/** `REFRESH_TOKEN_AUTH`: new id and access tokens of a session that has neither ended nor expired. */
export const refreshTokens: Flow = async (core, target, parameters) => {
  const { client } = target;
  // Documented; the words are chosen.
  if (client.refreshTokenRotation)
    throw invalidParameter('Refresh token rotation is enabled: refresh with GetTokensFromRefreshToken.');
  const token = parameters['REFRESH_TOKEN'];
  if (!token) throw missingParameter('REFRESH_TOKEN');
  const grant = findGrant(core, target, token);
  checkSecretHash(client, grant.user.username, parameters['SECRET_HASH']);
  return { AuthenticationResult: await core.tokens.renew(grant), ChallengeParameters: {} };
};

/** Throws for a token that was not given to the client, or is not valid any more. */
function findGrant({ world, store }: CognitoCore, { pool, client }: ClientTarget, token: string): Grant {
  const session = getOwn(pool.sessions, token);
  if (!session || session.clientId !== client.clientId) throw notAuthorized('Invalid Refresh Token');
  if (session.revoked) throw notAuthorized('Refresh Token has been revoked');
  const now = world.clock.now();
  if (session.expiresAt <= now) throw notAuthorized('Refresh Token has expired');
  checkNotReused(client, session, now);
  const user = store.findUser(pool, session.username);
  if (!user) throw notAuthorized('Invalid Refresh Token');
  if (!user.enabled) throw notAuthorized('User is disabled.');
  return { pool, client, user, session };
}

/**
 * Documented: a token that was rotated out serves retries within the grace period, and then is a reuse:
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RefreshTokenRotationType.html. The words are chosen.
 */
function checkNotReused({ refreshTokenRotation }: Client, { rotatedAt }: Session, now: number): void {
  if (rotatedAt === undefined || now < rotatedAt + (refreshTokenRotation?.retryGraceMs ?? 0)) return;
  throw new AwsError('RefreshTokenReuseException', 'Refresh Token has been rotated');
}

/** Ends sessions, whichever of their refresh tokens they are known by, and with them their access tokens. */
export function revokeSessions({ sessions }: UserPool, isRevoked: (session: Session) => boolean): void {
  for (const session of Object.values(sessions)) if (isRevoked(session)) session.revoked = true;
}
