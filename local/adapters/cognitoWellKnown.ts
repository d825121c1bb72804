import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { Cognito } from '../services/cognito/Cognito.ts';

const WELL_KNOWN =
  /^\/(?<poolId>[\w-]+_[0-9a-zA-Z]+)\/\.well-known\/(?<document>jwks\.json|openid-configuration)$/;

/** A pool's public keys and discovery document; undefined for other requests and where there is no such pool. */
export async function cognitoWellKnown(
  cognito: Cognito,
  { method, path }: HttpRequest,
): Promise<HttpResponse | undefined> {
  const { poolId, document } = WELL_KNOWN.exec(path.split('?')[0]!)?.groups ?? {};
  if (method !== 'GET' || !poolId) return undefined;
  const jwks = await cognito.jwks(poolId);
  if (!jwks) return undefined;
  const body = document === 'jwks.json' ? jwks : discovery(cognito.issuer(poolId));
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata */
const discovery = (issuer: string) => ({
  issuer,
  jwks_uri: `${issuer}/.well-known/jwks.json`,
  id_token_signing_alg_values_supported: ['RS256'],
  response_types_supported: ['code', 'token'],
  scopes_supported: ['openid', 'email', 'phone', 'profile'],
  subject_types_supported: ['public'],
});
