import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { World } from '../../../platform/World.ts';
import type { Cognito } from '../../cognito/Cognito.ts';
import type { Iam } from '../../iam/Iam.ts';
import type { Api } from '../Api.ts';
import type { Caller } from '../GraphqlRequest.ts';
import { authenticateApiKey } from './authenticateApiKey.ts';
import { authenticateIam } from './authenticateIam.ts';
import { authenticateUserPool } from './authenticateUserPool.ts';
import { presentedMode } from './presentedMode.ts';
import { NO_VALID_HEADER, NOT_AUTHORIZED, unauthorized } from './unauthorized.ts';

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
    const mode = presentedMode(request.headers);
    if (!mode) throw unauthorized(NO_VALID_HEADER);
    if (!api.authModes.some(({ type }) => type === mode)) throw unauthorized(NOT_AUTHORIZED);
    if (mode === 'AWS_IAM') return authenticateIam(iam, request);
    if (mode === 'API_KEY') return authenticateApiKey(api, request.headers['x-api-key']!, clock.now());
    return authenticateUserPool(cognito, api, request, clock.now());
  };
