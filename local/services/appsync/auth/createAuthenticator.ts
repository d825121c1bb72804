import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { World } from '../../../platform/World.ts';
import type { Cognito } from '../../cognito/Cognito.ts';
import type { Iam } from '../../iam/createIam.ts';
import type { Api, AuthMode } from '../Api.ts';
import type { Caller } from '../GraphqlRequest.ts';
import { NO_VALID_HEADER, NOT_AUTHORIZED, unauthorized } from '../requestErrors.ts';
import { authenticateIam } from './authenticateIam.ts';
import { authenticateUserPool } from './authenticateUserPool.ts';

/** Who sent a request, by its headers; throws `AwsError` (401, or 403 for a signature) where nobody may say. */
export type Authenticate = (api: Api, request: HttpRequest) => Promise<Caller>;

export interface AuthenticatorDependencies {
  readonly iam: Iam;
  readonly cognito: Pick<Cognito, 'verifyToken'>;
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html */
export const createAuthenticator =
  ({ clock }: World, { iam, cognito }: AuthenticatorDependencies): Authenticate =>
  async (api, request) => {
    const mode = requestedMode(request.headers);
    if (!mode) throw unauthorized(NO_VALID_HEADER);
    if (!api.authModes.some(({ type }) => type === mode)) throw unauthorized(NOT_AUTHORIZED);
    if (mode === 'AWS_IAM') return authenticateIam(iam, request, sourceIps(request));
    if (mode === 'API_KEY') return authenticateApiKey(api, request.headers['x-api-key']!, clock.now());
    return authenticateUserPool(cognito, api, request, sourceIps(request), clock.now());
  };

const SIGNATURE_ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Which mode a request's headers ask for, or undefined where they carry no credential. A signature
 * wins over an API key and an API key over a token; a failed credential never falls back to the next.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#using-additional-authorization-modes
 */
function requestedMode(headers: Readonly<Record<string, string>>): AuthMode['type'] | undefined {
  if (headers['authorization']?.startsWith(SIGNATURE_ALGORITHM)) return 'AWS_IAM';
  if (headers['x-api-key']) return 'API_KEY';
  if (headers['authorization']) return 'AMAZON_COGNITO_USER_POOLS';
  return undefined;
}

const caller: Caller = { mode: 'API_KEY', identity: null, groups: [], label: 'API key' };

/** An API key is good until the second it expires. `now` in epoch milliseconds. */
function authenticateApiKey(api: Api, key: string, now: number): Caller {
  const known = api.apiKeys.get(key);
  if (!known || known.expires * 1000 <= now) throw unauthorized(NOT_AUTHORIZED);
  return caller;
}

/** `ctx.identity.sourceIp`: what `x-forwarded-for` lists, in its order, then whoever holds the socket. */
function sourceIps({ headers, sourceIp }: Pick<HttpRequest, 'headers' | 'sourceIp'>): readonly string[] {
  const forwarded = (headers['x-forwarded-for'] ?? '').split(',').map((address) => address.trim());
  return [...forwarded.filter((address) => address !== ''), sourceIp];
}
