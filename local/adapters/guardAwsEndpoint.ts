import { AwsError } from '../platform/AwsError.ts';
import type { Clock } from '../platform/Clock.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import {
  authenticateSigner,
  invalidSignature,
  parseAmzDate,
  parseSignatureHeader,
} from '../services/iam/authenticateSigner.ts';
import type { Iam } from '../services/iam/createIam.ts';
import type { AwsEndpoint } from './awsEndpoint.ts';
import { errorByProtocol } from './errorsByProtocol.ts';
import { isCodePath } from './functionCode.ts';
import { refusals } from './refusals.ts';

/**
 * Refuses what foreign web pages send to the AWS endpoint. Whoever reaches it may do everything, so they get nothing of
 * what AWS allows pages: docs/decisions/015-doors.md.
 */
export const refuseForeignPages = ({ sender, headers }: HttpRequest): HttpResponse | undefined =>
  sender === 'foreignPage' ? refusals.foreignPage(headers['origin']) : undefined;

/** Lets the cloud's own pages and those that its operator allows read what the AWS endpoint answers. */
export const answerPages =
  (handle: AwsEndpoint): AwsEndpoint =>
  async (request) => {
    const answer =
      request.method === 'OPTIONS' ? { status: 204, headers: {}, body: '' } : await handle(request);
    const cors = request.sender === 'program' ? {} : corsHeaders(request);
    return { ...answer, headers: { ...answer.headers, ...cors } };
  };

/** https://fetch.spec.whatwg.org/#http-cors-protocol */
export const corsHeaders = ({ headers }: HttpRequest): Record<string, string> => {
  const { origin, 'access-control-request-headers': asked } = headers;
  if (origin === undefined) return { vary: 'origin' };
  return {
    vary: 'origin',
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST',
    'access-control-expose-headers': '*',
    ...(asked !== undefined && { 'access-control-allow-headers': asked }),
  };
};

export interface SignatureDependencies {
  readonly iam: Iam;
  readonly clock: Clock;
}

/** Answers signed requests alone, and the actions of Cognito that AWS answers unsigned. */
export const requireSignatures =
  ({ iam, clock }: SignatureDependencies, handle: AwsEndpoint): AwsEndpoint =>
  async (request) => {
    if (isUnsignedAction(request)) return handle(request);
    try {
      await checkSignature(iam, request, clock.now());
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const refused = errorByProtocol(request, error);
      return { ...refused, headers: { ...refused.headers, connection: 'close' } };
    }
    return handle(request);
  };

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html#signature-v4-troubleshooting-credential */
const MAX_SKEW_MS = 15 * 60_000;

async function checkSignature(iam: Iam, request: HttpRequest, now: number): Promise<void> {
  const { authorization, 'x-amz-date': date } = request.headers;
  if (authorization === undefined)
    throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', {
      status: 403,
    });
  const header = parseSignatureHeader(authorization);
  const mustBeSigned = Object.keys(request.headers).filter((name) => name === 'host' || /^x-amz-/.test(name));
  if (!mustBeSigned.every((name) => header.signedHeaders.includes(name)))
    throw invalidSignature('There were headers present in the request which were not signed');
  const signedAt = parseAmzDate(date)?.getTime() ?? 0;
  if (Math.abs(now - signedAt) > MAX_SKEW_MS)
    throw invalidSignature(
      `Signature expired or not yet current: it is of ${new Date(signedAt).toISOString()}`,
    );
  await authenticateSigner(iam, request, header);
}

/**
 * Actions that users' own devices call, with a password, a token or a code instead of a signature:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-public-server-side.html
 */
const UNSIGNED_ACTIONS: ReadonlySet<string | undefined> = new Set(
  [
    'AssociateSoftwareToken',
    'ChangePassword',
    'ConfirmDevice',
    'ConfirmForgotPassword',
    'ConfirmSignUp',
    'DeleteUser',
    'DeleteUserAttributes',
    'ForgetDevice',
    'ForgotPassword',
    'GetDevice',
    'GetTokensFromRefreshToken',
    'GetUser',
    'GetUserAttributeVerificationCode',
    'GlobalSignOut',
    'InitiateAuth',
    'ListDevices',
    'ResendConfirmationCode',
    'RespondToAuthChallenge',
    'RevokeToken',
    'SetUserMFAPreference',
    'SignUp',
    'UpdateDeviceStatus',
    'UpdateUserAttributes',
    'VerifySoftwareToken',
    'VerifyUserAttribute',
  ].map((action) => `AWSCognitoIdentityProviderService.${action}`),
);

/** An address of code is itself the permission. The path counts too, because other paths are other services' whatever the target says. */
export const isUnsignedAction = ({ method, path, headers }: HttpRequest) =>
  (path === '/' && UNSIGNED_ACTIONS.has(headers['x-amz-target'])) ||
  (method === 'GET' && (/^\/[^/?]+\/\.well-known\/[^/?]+$/.test(path) || isCodePath(path)));
