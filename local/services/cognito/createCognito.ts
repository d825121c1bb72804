import { notAuthorized, resourceNotFound } from './errors.ts';
import { getOwn, setOwn } from '../../platform/ownProperty.ts';
import { createMailbox, type Mailbox } from '../../platform/createMailbox.ts';
import type { World } from '../../platform/World.ts';
import { cognitoActions } from './actions/cognitoActions.ts';
import { createChallenges } from './auth/createChallenges.ts';
import { changePools } from './changePools.ts';
import type { Cognito, UserPoolConfiguration } from './Cognito.ts';
import { createLockouts } from './auth/createLockouts.ts';
import { createAttempts } from './codes/createAttempts.ts';
import { createCodes } from './codes/createCodes.ts';
import { createSimulations } from './codes/createSimulations.ts';
import { createPasswords } from './passwords/createPasswords.ts';
import { createPoolLog } from './store/createPoolLog.ts';
import { createStore, fold } from './store/createStore.ts';
import type { SigningKey, UserPool } from './store/UserPool.ts';
import { createKeys } from './tokens/createKeys.ts';
import { createTokens } from './tokens/createTokens.ts';

export interface CognitoOptions {
  /**
   * What issuers begin with, before `/<pool id>`.
   * @default AWS's own, `https://cognito-idp.<region>.amazonaws.com`
   */
  readonly issuerBaseUrl?: string;
  /** Signs the tokens of every pool, so that they are the same from run to run. @default each pool makes its own */
  readonly signingKey?: SigningKey;
  /** Pools of an earlier run; they are changed in place. @default none */
  readonly pools?: Record<string, UserPool>;
  /** Keeps what users are sent. @default one of its own */
  readonly mailbox?: Mailbox;
}

export function createCognito(
  world: World,
  { issuerBaseUrl, signingKey, pools, mailbox = createMailbox(world) }: CognitoOptions = {},
): Cognito {
  const store = createStore(pools);
  const keys = createKeys(signingKey);
  const tokens = createTokens(world, keys, issuerBaseUrl);
  const log = createPoolLog(world.journal);
  const core = {
    world,
    log,
    store,
    mailbox,
    tokens,
    passwords: createPasswords(world.random),
    challenges: createChallenges(world),
    codes: createCodes(world, mailbox),
    attempts: createAttempts(world.clock),
    lockouts: createLockouts(world.clock),
    simulations: createSimulations(world.random),
  };

  return {
    actions: cognitoActions(core),
    createUserPool(pool) {
      const earlier = log.remembered(pool.id) ?? { ...store.pools[pool.id], groups: {} };
      store.pools[pool.id] = configuredPool(pool, earlier, world.clock.now());
    },
    ...changePools(core),
    createClient(userPoolId, client) {
      store.pool(userPoolId).clients[client.clientId] = client;
    },
    createGroup(userPoolId, group) {
      const { groups } = store.pool(userPoolId);
      const { createdAt = world.clock.now() } = getOwn(groups, group.groupName) ?? {};
      setOwn(groups, group.groupName, { ...group, createdAt });
    },
    client(userPoolId, clientId) {
      const { pool, client } = store.client(clientId);
      if (pool.id === userPoolId) return client;
      throw resourceNotFound(`User pool client ${clientId} does not exist.`);
    },
    issuer: tokens.issuer,
    async jwks(userPoolId) {
      const pool = getOwn(store.pools, userPoolId);
      if (!pool) return undefined;
      const { publicJwk } = await keys(pool);
      log.save(pool);
      return { keys: [publicJwk] };
    },
    async verifyToken(userPoolId, token) {
      const claims = await tokens.verify(store.pool(userPoolId), token);
      if (claims['token_use'] === 'id' || claims['token_use'] === 'access') return claims;
      throw notAuthorized('Invalid token use');
    },
  };
}

/**
 * A pool of an earlier run keeps its users, and is configured as the template says now. On AWS a pool keeps its case
 * sensitivity for life; here users who were kept by names with capitals are found by them still.
 */
const configuredPool = (
  pool: UserPoolConfiguration,
  { createdAt, signingKey, users = {}, sessions = {}, groups = {} }: Partial<UserPool>,
  now: number,
): UserPool => ({
  ...pool,
  createdAt: createdAt ?? now,
  signingKey,
  users: Object.fromEntries(Object.values(users).map((user) => [fold(pool, user.username), user])),
  sessions,
  clients: {},
  groups,
});
