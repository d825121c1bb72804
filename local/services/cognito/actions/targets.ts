import { decodeJwt, errors } from 'jose';
import type {
  ClientTarget,
  CognitoCore,
  EnrolmentTarget,
  PoolTarget,
  TokenTarget,
  UserTarget,
} from '../CognitoCore.ts';
import { invalidParameter, missingParameter, notAuthorized } from '../errors.ts';

/** Parameters that name what an action acts on. */
interface TargetNames {
  readonly UserPoolId?: string;
  readonly Username?: string;
  readonly ClientId?: string;
  readonly AccessToken?: string;
  readonly Session?: string;
}

// What actions of a kind act on is found once, in front of them.

export type FindTarget<Target> = (core: CognitoCore, names: TargetNames) => Target | Promise<Target>;

export const noTarget: FindTarget<void> = () => undefined;

export const poolTarget: FindTarget<PoolTarget> = ({ store }, { UserPoolId }) => {
  if (!UserPoolId) throw missingParameter('UserPoolId');
  return { pool: store.pool(UserPoolId) };
};

export const userTarget: FindTarget<UserTarget> = ({ store }, { UserPoolId, Username }) => {
  const pool = store.pool(String(UserPoolId));
  if (!Username) throw missingParameter('Username');
  return { pool, user: store.user(pool, Username) };
};

export const clientTarget: FindTarget<ClientTarget> = ({ store }, { ClientId }) => {
  if (!ClientId) throw missingParameter('ClientId');
  return store.client(ClientId);
};

/** An access token that was issued here, has not expired, and whose session was not ended. */
export const tokenTarget: FindTarget<TokenTarget> = async ({ store, tokens }, { AccessToken = '' }) => {
  const poolId = poolIdIn(AccessToken);
  if (!poolId || !Object.hasOwn(store.pools, poolId)) throw notAuthorized('Invalid Access Token');
  const pool = store.pool(poolId);
  const claims = await tokens.verify(pool, AccessToken);
  const session = Object.values(pool.sessions).find(({ originJti }) => originJti === claims['origin_jti']);
  if (claims['token_use'] !== 'access' || !session) throw notAuthorized('Invalid Access Token');
  if (session.revoked) throw notAuthorized('Access Token has been revoked');
  return { pool, session, user: store.user(pool, session.username) };
};

/** Who sets up an authenticator names one of both. */
export const enrolmentTarget: FindTarget<EnrolmentTarget> = async (core, names) => {
  const { AccessToken, Session: session } = names;
  if ((AccessToken === undefined) === (session === undefined))
    throw invalidParameter('Give either AccessToken or Session.'); // Chosen words of a documented rule.
  if (session === undefined) return tokenTarget(core, names);
  const challenge = core.challenges.find('MFA_SETUP', session);
  const { pool } = core.store.client(challenge.clientId);
  return { pool, user: core.store.user(pool, challenge.username), setup: { session, challenge } };
};

function poolIdIn(token: string): string | undefined {
  try {
    return decodeJwt(token).iss?.split('/').at(-1);
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
