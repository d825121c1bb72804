import type { CloudDescription } from '../local/CloudDescription.ts';
import { errorCode, errorMessage } from '../local/platform/errors.ts';
import { totpAt, TOTP_STEP_MS } from '../local/services/cognito/passwords/totp.ts';
import { Sha256 } from '../local/platform/Sha256.ts';
import { type GraphqlAnswer, type RetryOptions, sendWithRetries } from './retry.ts';

export interface NewUser {
  readonly username: string;
  readonly password: string;
  readonly email: string;
  readonly groups: readonly string[];
}

/** One signed-in user. */
export interface Session {
  readonly username: string;
  readonly idToken: string;
  /**
   * Runs an operation and returns its data, whose shape is the document's selection, which the caller knows. Retries it
   * while somebody else is writing the same rows. Throws if the last response contains errors.
   */
  graphql<Data = Readonly<Record<string, any>>>(
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<Data>;
}

export interface NewSession extends Session {
  /** Of the authenticator app that the user now has, where the user pool requires one; base 32. */
  readonly totpSecret?: string;
}

/** The addresses of a deployment, on this machine or on AWS. */
export type Deployment = Pick<
  CloudDescription,
  'awsEndpointUrl' | 'graphqlUrl' | 'userPoolId' | 'userPoolClientId'
> &
  Partial<Pick<CloudDescription, 'region' | 'accessKey'>>;

/**
 * Returns a client of a running cloud: Cognito and GraphQL over HTTP, as any web page would use them. Requests in
 * flight reject when `stop` is aborted. `now` is the deployment's time of day, which authenticators compute with.
 */
export function connect(deployment: Deployment, stop?: AbortSignal, now = Date.now) {
  const { awsEndpointUrl, graphqlUrl, userPoolId, userPoolClientId } = deployment;
  const cognito = async (action: string, body: object) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
    };
    return post<CognitoAnswer>(awsEndpointUrl, body, await signed(deployment, headers, body), stop);
  };

  const begin = (username: string, password: string) =>
    cognito('InitiateAuth', {
      ClientId: userPoolClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: password },
    });
  const open = (username: string, answer: CognitoAnswer) =>
    sessionOf({ graphqlUrl, username, idToken: idTokenOf(answer) }, { stop });

  /** Sets up the authenticator of a new user, where the pool requires one. */
  const setUp = async (username: string, { Session: session }: CognitoAnswer) => {
    const { SecretCode = '', Session } = await cognito('AssociateSoftwareToken', { Session: session });
    // A code is taken once, so the present one is left for the first sign-in by hand. The one before is right as well.
    const UserCode = totpAt(SecretCode, now() - TOTP_STEP_MS);
    const verified = await cognito('VerifySoftwareToken', { Session, UserCode });
    const answer = await cognito('RespondToAuthChallenge', {
      ClientId: userPoolClientId,
      ChallengeName: 'MFA_SETUP',
      ChallengeResponses: { USERNAME: username },
      Session: verified.Session,
    });
    return { ...open(username, answer), totpSecret: SecretCode };
  };

  return {
    signIn: async (username: string, password: string): Promise<Session> =>
      open(username, await begin(username, password)),
    /** Makes a confirmed user, puts it into its groups and signs it in. */
    async signUp({ username, password, email, groups }: NewUser): Promise<NewSession> {
      const user = { UserPoolId: userPoolId, Username: username };
      const attributes = [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ];
      await cognito('AdminCreateUser', { ...user, UserAttributes: attributes, MessageAction: 'SUPPRESS' });
      await cognito('AdminSetUserPassword', { ...user, Password: password, Permanent: true });
      for (const GroupName of groups) await cognito('AdminAddUserToGroup', { ...user, GroupName });
      const answer = await begin(username, password);
      return answer.ChallengeName === 'MFA_SETUP' ? setUp(username, answer) : open(username, answer);
    },
  };
}

/** The session of somebody who has signed in. */
export const sessionOf = (
  { graphqlUrl, username, idToken }: Pick<Session, 'username' | 'idToken'> & { readonly graphqlUrl: string },
  options: RetryOptions = {},
): Session => ({
  username,
  idToken,
  graphql: (query, variables = {}) => execute(graphqlUrl, idToken, { query, variables }, options),
});

/** Signs a request to the AWS endpoint where the deployment names a key for it; others take requests as they are. */
async function signed(
  { awsEndpointUrl, accessKey, region = '' }: Deployment,
  headers: Record<string, string>,
  body: object,
): Promise<Record<string, string>> {
  if (!accessKey) return headers;
  const { SignatureV4 } = await import('@smithy/signature-v4');
  const { protocol, host, hostname } = new URL(awsEndpointUrl);
  const signer = new SignatureV4({ service: 'cognito-idp', region, credentials: accessKey, sha256: Sha256 });
  const request = { method: 'POST', protocol, hostname, path: '/', query: {}, headers: { ...headers, host } };
  return (await signer.sign({ ...request, body: JSON.stringify(body) })).headers;
}

/** What is read of https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html#API_InitiateAuth_ResponseElements, and of an authenticator's setup. */
interface CognitoAnswer {
  readonly AuthenticationResult?: { readonly IdToken: string };
  readonly ChallengeName?: string;
  readonly Session?: string;
  readonly SecretCode?: string;
}

function idTokenOf({ AuthenticationResult, ChallengeName }: CognitoAnswer): string {
  if (AuthenticationResult?.IdToken) return AuthenticationResult.IdToken;
  throw new RequestRefused(`a password alone is not enough, Cognito asks for ${ChallengeName}`);
}

async function execute<Data>(
  url: string,
  token: string,
  operation: object,
  options: RetryOptions,
): Promise<Data> {
  const headers = { authorization: token, 'content-type': 'application/json' };
  const send = () => post<GraphqlAnswer>(url, operation, headers, options.stop);
  const { data, errors } = await sendWithRetries(send, options);
  if (errors) throw new Error(`GraphQL refused: ${JSON.stringify(errors)}`);
  // The caller knows what the operation selects.
  return data as Data;
}

async function post<Answer>(
  url: string,
  body: object,
  headers: Record<string, string>,
  stop: AbortSignal | undefined,
): Promise<Answer> {
  const signal = requestTimeout(stop);
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal });
  const text = await response.text();
  if (!response.ok)
    throw new RequestRefused(
      `${url} answered ${response.status}: ${text}`,
      isTransient(response.status, text),
    );
  // The caller knows the type of the service's answer.
  return JSON.parse(text) as Answer;
}

/** Cognito answers too many requests with status 400. */
const isTransient = (status: number, text: string) =>
  status === 429 || status >= 500 || text.includes('TooManyRequestsException');

/** A service answered and refused the request. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  /** Whether the same request may succeed a moment later. */
  readonly isTransient: boolean;

  constructor(message: string, isTransient = false) {
    super(message);
    this.isTransient = isTransient;
  }
}

/** Longest wait for one answer, in milliseconds: several times what any answer takes. */
const ANSWER_MS = 30_000;

/** Returns a signal that aborts a request after `ANSWER_MS`, or as soon as `stop` is aborted. */
export const requestTimeout = (stop?: AbortSignal): AbortSignal => {
  const late = AbortSignal.timeout(ANSWER_MS);
  return stop ? AbortSignal.any([stop, late]) : late;
};

/** Returns the system's code of an error, such as ECONNREFUSED, which `fetch` hides in the cause, or else its message. */
export function causeOf(error: unknown): string {
  if (error instanceof Error && error.cause instanceof Error) return causeOf(error.cause);
  const code = errorCode(error);
  return typeof code === 'string' ? code : errorMessage(error);
}
