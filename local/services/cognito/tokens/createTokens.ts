import { createLocalJWKSet, errors, importJWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { BASE36 } from '../../../platform/Randomness.ts';
import type { World } from '../../../platform/World.ts';
import { notAuthorized } from '../errors.ts';
import type { Client, Session, User, UserPool } from '../store/UserPool.ts';
import { accessClaims, type Grant, idClaims } from './claims.ts';
import { createSessionSweep } from './createSessionSweep.ts';
import type { Keys } from './createKeys.ts';
import { createVerifiedTokens } from './createVerifiedTokens.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AuthenticationResultType.html */
export interface AuthenticationResult {
  readonly IdToken: string;
  readonly AccessToken: string;
  readonly RefreshToken?: string;
  /** Seconds. */
  readonly ExpiresIn: number;
  readonly TokenType: 'Bearer';
}

export interface Tokens {
  issuer(userPoolId: string): string;
  /** Opens a session for a user who proved their identity, and returns its three tokens. */
  signIn(pool: UserPool, client: Client, user: User): Promise<AuthenticationResult>;
  /** New id and access tokens of a session. */
  renew(grant: Grant): Promise<AuthenticationResult>;
  /** The same with a new refresh token, which replaces the one that `grant.session` was found by. */
  rotate(grant: Grant): Promise<AuthenticationResult>;
  /** The claims of a valid token of the pool; otherwise throws `NotAuthorizedException`. */
  verify(pool: UserPool, token: string): Promise<JWTPayload>;
}

export function createTokens({ clock, random, account }: World, keys: Keys, issuerBaseUrl?: string): Tokens {
  const issuer = (userPoolId: string) =>
    `${issuerBaseUrl ?? `https://cognito-idp.${account.region}.amazonaws.com`}/${userPoolId}`;
  const verified = createVerifiedTokens();

  const sign = async (pool: UserPool, claims: JWTPayload, validityMs: number) => {
    const { kid, privateJwk } = await keys(pool);
    const issuedAt = Math.floor(clock.now() / 1000);
    return new SignJWT({
      ...claims,
      iss: issuer(pool.id),
      iat: issuedAt,
      exp: issuedAt + validityMs / 1000,
      jti: random.uuid(),
    })
      .setProtectedHeader({ kid, alg: 'RS256' })
      .sign(await importJWK(privateJwk, 'RS256'));
  };

  const renew = async (grant: Grant): Promise<AuthenticationResult> => {
    const { pool, client } = grant;
    return {
      IdToken: await sign(pool, idClaims(grant), client.idTokenValidityMs),
      AccessToken: await sign(pool, accessClaims(grant), client.accessTokenValidityMs),
      ExpiresIn: client.accessTokenValidityMs / 1000,
      TokenType: 'Bearer',
    };
  };

  const sweepSessions = createSessionSweep(clock);

  const keepSession = async (grant: Grant): Promise<AuthenticationResult> => {
    const RefreshToken = random.text(96, BASE36);
    grant.pool.sessions[RefreshToken] = grant.session;
    sweepSessions(grant.pool);
    return { ...(await renew(grant)), RefreshToken };
  };

  return {
    issuer,
    renew,
    rotate({ session, ...grant }) {
      // A retry within the grace period does not prolong it.
      session.rotatedAt ??= clock.now();
      const { rotatedAt: _, ...successor } = session;
      return keepSession({ ...grant, session: successor });
    },
    signIn: (pool, client, user) =>
      keepSession({ pool, client, user, session: openSession({ clock, random }, client, user) }),
    async verify(pool, token) {
      const known = verified.find(pool.id, token, clock.now());
      if (known) return known;
      const { publicJwk } = await keys(pool);
      const options = { issuer: issuer(pool.id), algorithms: ['RS256'], currentDate: new Date(clock.now()) };
      try {
        const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: [publicJwk] }), options);
        verified.remember(pool.id, token, payload);
        return payload;
      } catch (error) {
        throw toNotAuthorized(error);
      }
    },
  };
}

const openSession = (
  { clock, random }: Pick<World, 'clock' | 'random'>,
  { clientId, refreshTokenValidityMs }: Client,
  { username }: User,
): Session => ({
  username,
  clientId,
  originJti: random.uuid(),
  eventId: random.uuid(),
  authenticatedAt: clock.now(),
  expiresAt: clock.now() + refreshTokenValidityMs,
  revoked: false,
});

function toNotAuthorized(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return notAuthorized('Access Token has expired');
  if (error instanceof errors.JOSEError) return notAuthorized('Could not verify signature for Access Token');
  return error;
}
