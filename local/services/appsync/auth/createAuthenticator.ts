import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { World } from '../../../platform/World.ts';
import type { Cognito } from '../../cognito/Cognito.ts';
import type { Iam } from '../../iam/createIam.ts';
import type { Api, AuthMode } from '../Api.ts';
import type { Caller } from '../GraphqlRequest.ts';
import { NO_VALID_HEADER, NOT_AUTHORIZED, unauthorized } from '../requestErrors.ts';
import { authenticateIam } from './authenticateIam.ts';
import { authenticateUserPool } from './authenticateUserPool.ts';

/** Returns who sent a request, by its headers. Throws `AwsError`: 401, or 403 for a signature. */
export type Authenticate = (api: Api, request: HttpRequest) => Promise<Caller>;

export interface AuthenticatorDependencies {
  readonly iam: Iam;
  readonly cognito: Pick<Cognito, 'verifyToken'>;
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html */
export const createAuthenticator =
  ({ clock }: World, { iam, cognito }: AuthenticatorDependencies): Authenticate =>
  async (api, request) => {
    const presented = presentedCredential(request.headers);
    if (!presented) throw unauthorized(NO_VALID_HEADER);
    const { mode, credential } = presented;
    if (!api.authModes.some(({ type }) => type === mode)) throw unauthorized(NOT_AUTHORIZED);
    if (mode === 'API_KEY') return authenticateApiKey(api, credential, clock.now());
    if (mode === 'AWS_IAM') return authenticateIam(iam, request, credential, sourceIps(request));
    return authenticateUserPool(cognito, api, credential, sourceIps(request), clock.now());
  };

const SIGNATURE_ALGORITHM = 'AWS4-HMAC-SHA256';

interface PresentedCredential {
  readonly mode: AuthMode['type'];
  /** The header that carries it. */
  readonly credential: string;
}

/**
 * The credential in a request's headers; undefined if there is none. A signature wins over an API key and
 * an API key over a token. AppSync never falls back from a failed credential to the next.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#using-additional-authorization-modes
 */
function presentedCredential(headers: Readonly<Record<string, string>>): PresentedCredential | undefined {
  const { authorization, 'x-api-key': apiKey } = headers;
  if (authorization?.startsWith(SIGNATURE_ALGORITHM)) return { mode: 'AWS_IAM', credential: authorization };
  if (apiKey) return { mode: 'API_KEY', credential: apiKey };
  if (authorization) return { mode: 'AMAZON_COGNITO_USER_POOLS', credential: authorization };
  return undefined;
}

const API_KEY_CALLER: Caller = { mode: 'API_KEY', identity: null, groups: [], label: 'API key' };

/** Throws for an API key that is unknown, or from the second it expires. `now` is in epoch milliseconds. */
function authenticateApiKey(api: Api, key: string, now: number): Caller {
  const known = api.apiKeys.get(key);
  if (!known || known.expires * 1000 <= now) throw unauthorized(NOT_AUTHORIZED);
  return API_KEY_CALLER;
}

/** `ctx.identity.sourceIp`: the addresses in `x-forwarded-for`, in their order, then the socket's own. */
function sourceIps({ headers, sourceIp }: Pick<HttpRequest, 'headers' | 'sourceIp'>): readonly string[] {
  const forwarded = (headers['x-forwarded-for'] ?? '').split(',').map((address) => address.trim());
  return [...forwarded.filter((address) => address !== ''), sourceIp];
}
