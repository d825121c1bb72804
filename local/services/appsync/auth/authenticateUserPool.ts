import { decodeJwt } from 'jose';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Cognito } from '../../cognito/Cognito.ts';
import type { Api, AuthMode } from '../Api.ts';
import type { Caller } from '../GraphqlRequest.ts';
import { NO_VALID_HEADER, unauthorized } from '../requestErrors.ts';
import { matchesJava } from '../runtime/util/javaPatterns.ts';

/** The token is of another pool or another client. */
const PERMISSION_DENIED = 'Permission denied';

type UserPoolMode = AuthMode & { readonly type: 'AMAZON_COGNITO_USER_POOLS' };
type Claims = Readonly<Record<string, unknown>>;

/**
 * Authenticates an id or access token of one of the API's user pools, with or without `Bearer `. `now` is in
 * epoch milliseconds.
 */
export async function authenticateUserPool(
  cognito: Pick<Cognito, 'verifyToken'>,
  api: Api,
  authorization: string,
  sourceIps: readonly string[],
  now: number,
): Promise<Caller> {
  const token = authorization.replace(/^Bearer +/i, '');
  const unverified = decode(token);
  const pool = api.authModes.find((mode): mode is UserPoolMode => isIssuer(mode, unverified));
  if (!pool) throw unauthorized(PERMISSION_DENIED);
  if (typeof unverified['exp'] === 'number' && unverified['exp'] * 1000 <= now)
    throw unauthorized('Token has expired.');
  const claims = await verify(cognito, pool.userPoolId, token);
  if (!isAllowedClient(pool, claims)) throw unauthorized(PERMISSION_DENIED);
  return userPoolCaller(pool, claims, sourceIps);
}

function decode(token: string): Claims {
  try {
    return decodeJwt(token);
  } catch {
    throw unauthorized('Unable to parse JWT token.');
  }
}

async function verify(
  cognito: Pick<Cognito, 'verifyToken'>,
  userPoolId: string,
  token: string,
): Promise<Claims> {
  try {
    return await cognito.verifyToken(userPoolId, token);
  } catch (error) {
    if (error instanceof AwsError) throw unauthorized(NO_VALID_HEADER);
    throw error;
  }
}

/** Nobody has verified the claims yet: any of them may be any JSON. */
const isIssuer = (mode: AuthMode, { iss }: Claims) =>
  mode.type === 'AMAZON_COGNITO_USER_POOLS' && typeof iss === 'string' && iss.endsWith(`/${mode.userPoolId}`);

/** An id token names its client as audience, an access token as `client_id`. */
const isAllowedClient = ({ appIdClientRegex }: UserPoolMode, claims: Claims) =>
  appIdClientRegex === undefined ||
  matchesJava(appIdClientRegex, String(claims['aud'] ?? claims['client_id']));

function userPoolCaller(pool: UserPoolMode, claims: Claims, sourceIp: readonly string[]): Caller {
  // Cognito signed these claims: a user name is text, groups are a list of names.
  const username = (claims['cognito:username'] ?? claims['username']) as string;
  // See above; users without groups have no such claim.
  const groups = (claims['cognito:groups'] ?? null) as readonly string[] | null;
  const identity = {
    sub: claims['sub'],
    issuer: claims['iss'],
    username,
    claims,
    sourceIp,
    defaultAuthStrategy: pool.defaultAction,
    groups,
  };
  // A copy, so that a resolver that writes into its identity changes nothing about authorization.
  return { mode: pool.type, identity, groups: [...(groups ?? [])], label: username };
}
