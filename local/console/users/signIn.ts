import type { CloudDescription, UserDescription } from '../../CloudDescription.ts';

/** Who the console acts as, in the headers that AppSync reads. */
export interface Credentials {
  readonly label: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Answer {
  readonly AuthenticationResult?: { readonly IdToken: string };
  readonly ChallengeName?: string;
  readonly message?: string;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export async function signIn(description: CloudDescription, user: UserDescription): Promise<Credentials> {
  const response = await fetch(description.awsEndpointUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      ClientId: description.userPoolClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: user.username, PASSWORD: user.password },
    }),
  });
  // The shape of the API page above, or of an error that has a message.
  const answer = (await response.json()) as Answer;
  if (!answer.AuthenticationResult)
    throw new Error(
      answer.message ?? `a password alone is not enough, Cognito asks for ${answer.ChallengeName}`,
    );
  return { label: user.username, headers: { authorization: answer.AuthenticationResult.IdToken } };
}
