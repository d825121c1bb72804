import type { CloudDescription } from '../local/CloudDescription.ts';
import { errorCode, errorMessage } from '../local/platform/errors.ts';

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
   * Runs an operation and returns its data, which is shaped as the document's selection: its caller knows it. Throws if
   * there is any error in the answer.
   */
  graphql<Data = Readonly<Record<string, any>>>(
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<Data>;
}

/** Where a deployment is to be reached, on this machine or on AWS. */
export type Deployment = Pick<
  CloudDescription,
  'awsEndpointUrl' | 'graphqlUrl' | 'userPoolId' | 'userPoolClientId'
>;

/**
 * A client of a running cloud: Cognito and GraphQL over HTTP, as any web page would use them. Rejects what is
 * under way when `stop` is aborted.
 */
export function connect(
  { awsEndpointUrl, graphqlUrl, userPoolId, userPoolClientId }: Deployment,
  stop?: AbortSignal,
) {
  const cognito = (action: string, body: object) =>
    post<SignedIn>(
      awsEndpointUrl,
      body,
      {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
      },
      stop,
    );

  const signIn = async (username: string, password: string): Promise<Session> => {
    const answer = await cognito('InitiateAuth', {
      ClientId: userPoolClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: password },
    });
    const idToken = idTokenOf(answer);
    return {
      username,
      idToken,
      graphql: (query, variables = {}) => execute(graphqlUrl, idToken, { query, variables }, stop),
    };
  };

  return {
    signIn,
    /** Makes a confirmed user, puts it into its groups and signs it in. */
    async signUp({ username, password, email, groups }: NewUser): Promise<Session> {
      const user = { UserPoolId: userPoolId, Username: username };
      const attributes = [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ];
      await cognito('AdminCreateUser', { ...user, UserAttributes: attributes, MessageAction: 'SUPPRESS' });
      await cognito('AdminSetUserPassword', { ...user, Password: password, Permanent: true });
      for (const GroupName of groups) await cognito('AdminAddUserToGroup', { ...user, GroupName });
      return signIn(username, password);
    },
  };
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html#API_InitiateAuth_ResponseElements */
interface SignedIn {
  readonly AuthenticationResult?: { readonly IdToken: string };
  readonly ChallengeName?: string;
}

function idTokenOf({ AuthenticationResult, ChallengeName }: SignedIn): string {
  if (AuthenticationResult?.IdToken) return AuthenticationResult.IdToken;
  throw new RequestRefused(`a password alone is not enough, Cognito asks for ${ChallengeName}`);
}

async function execute<Data>(
  url: string,
  token: string,
  operation: object,
  stop: AbortSignal | undefined,
): Promise<Data> {
  const headers = { authorization: token, 'content-type': 'application/json' };
  const { data, errors } = await post<{ data: Data; errors?: unknown }>(url, operation, headers, stop);
  if (errors) throw new Error(`GraphQL refused: ${JSON.stringify(errors)}`);
  return data;
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
  // The caller knows what the service answers.
  return JSON.parse(text) as Answer;
}

/** Cognito tells of too many requests with the status of a bad one. */
const isTransient = (status: number, text: string) =>
  status === 429 || status >= 500 || text.includes('TooManyRequestsException');

/** A service has answered, and its answer is no. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  /** Whether the same request may find a yes in a moment. */
  readonly isTransient: boolean;

  constructor(message: string, isPassing = false) {
    super(message);
    this.isTransient = isPassing;
  }
}

/** Longest wait for one answer, in milliseconds: several times what any takes. */
const ANSWER_MS = 30_000;

/** Ends a request that is not answered, or, where nobody wants its answer any more, at once. */
export const requestTimeout = (stop?: AbortSignal): AbortSignal => {
  const late = AbortSignal.timeout(ANSWER_MS);
  return stop ? AbortSignal.any([stop, late]) : late;
};

/** Why something failed, in a word such as ECONNREFUSED where the system has one: `fetch` hides it in the cause. */
export function causeOf(error: unknown): string {
  if (error instanceof Error && error.cause instanceof Error) return causeOf(error.cause);
  const code = errorCode(error);
  return typeof code === 'string' ? code : errorMessage(error);
}
