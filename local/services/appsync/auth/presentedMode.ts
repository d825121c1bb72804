import type { AuthMode } from '../Api.ts';

export const SIGNATURE_ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Which mode a request's headers ask for, or undefined where they carry no credential. A signature
 * wins over an API key and an API key over a token; a failed credential never falls back to the next.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#using-additional-authorization-modes
 */
export function presentedMode(headers: Readonly<Record<string, string>>): AuthMode['type'] | undefined {
  if (headers['authorization']?.startsWith(SIGNATURE_ALGORITHM)) return 'AWS_IAM';
  if (headers['x-api-key']) return 'API_KEY';
  if (headers['authorization']) return 'AMAZON_COGNITO_USER_POOLS';
  return undefined;
}
