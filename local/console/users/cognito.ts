import type { CloudDescription } from '../../CloudDescription.ts';

/** What a sign-in gives. */
export interface Tokens {
  readonly idToken: string;
  /** Absent where a refresh kept the old one. */
  readonly refreshToken?: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Cognito asks for more than a password. */
export interface Challenge {
  readonly name: string;
  readonly username: string;
  readonly session: string;
  /** What an authenticator app is set up with, where the user has none. */
  readonly secretCode?: string;
}

export type SignInStep = { readonly tokens: Tokens } | { readonly challenge: Challenge };

/** Cognito refused; the message is its own. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

type Place = Pick<CloudDescription, 'awsEndpointUrl' | 'userPoolClientId'>;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export async function beginSignIn(place: Place, username: string, password: string): Promise<SignInStep> {
  const answer = await call(place, 'InitiateAuth', {
    ClientId: place.userPoolClientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: username, PASSWORD: password },
  });
  return toStep(place, username, answer);
}

/**
 * Answers a challenge with what its user typed: a new password, or the code of an authenticator.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html
 */
export async function answerChallenge(
  place: Place,
  challenge: Challenge,
  typed: string,
): Promise<SignInStep> {
  const { name, username } = challenge;
  const respond = async (responses: Readonly<Record<string, string>>, session: string) =>
    toStep(
      place,
      username,
      await call(place, 'RespondToAuthChallenge', {
        ClientId: place.userPoolClientId,
        ChallengeName: name,
        ChallengeResponses: { USERNAME: username, ...responses },
        Session: session,
      }),
    );
  if (name === 'NEW_PASSWORD_REQUIRED') return respond({ NEW_PASSWORD: typed }, challenge.session);
  if (name === 'SOFTWARE_TOKEN_MFA') return respond({ SOFTWARE_TOKEN_MFA_CODE: typed }, challenge.session);
  if (name !== 'MFA_SETUP') throw new SignInRefused(`The console cannot answer the challenge ${name}.`);
  const verified = await call(place, 'VerifySoftwareToken', { Session: challenge.session, UserCode: typed });
  return respond({}, verified.Session ?? '');
}

/**
 * Renews the tokens of a session.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html
 */
export async function refreshTokens(place: Place, refreshToken: string): Promise<Tokens> {
  const answer = await call(place, 'GetTokensFromRefreshToken', {
    ClientId: place.userPoolClientId,
    RefreshToken: refreshToken,
  });
  return { refreshToken, ...tokensOf(answer) };
}

/** What is read of the answers above, and of an error. */
interface CognitoAnswer {
  readonly AuthenticationResult?: {
    readonly IdToken: string;
    readonly RefreshToken?: string;
    readonly ExpiresIn: number;
  };
  readonly ChallengeName?: string;
  readonly Session?: string;
  readonly SecretCode?: string;
  readonly message?: string;
}

async function toStep(place: Place, username: string, answer: CognitoAnswer): Promise<SignInStep> {
  const { ChallengeName: name, Session: session = '' } = answer;
  if (name === undefined) return { tokens: tokensOf(answer) };
  if (name !== 'MFA_SETUP') return { challenge: { name, username, session } };
  const { SecretCode = '', Session = '' } = await call(place, 'AssociateSoftwareToken', { Session: session });
  return { challenge: { name, username, session: Session, secretCode: SecretCode } };
}

function tokensOf({ AuthenticationResult: result }: CognitoAnswer): Tokens {
  if (!result) throw new SignInRefused('Cognito answered neither with tokens nor with a challenge.');
  const { IdToken: idToken, RefreshToken, ExpiresIn } = result;
  return {
    idToken,
    ...(RefreshToken !== undefined && { refreshToken: RefreshToken }),
    expiresAt: Date.now() + ExpiresIn * 1000,
  };
}

async function call({ awsEndpointUrl }: Place, action: string, input: object): Promise<CognitoAnswer> {
  const response = await fetch(awsEndpointUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
    },
    body: JSON.stringify(input),
  });
  // The shape of the API's pages, or of an error that has a message.
  const answer = (await response.json()) as CognitoAnswer;
  if (!response.ok) throw new SignInRefused(answer.message ?? `Cognito answered ${response.status}.`);
  return answer;
}
