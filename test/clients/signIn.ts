import {
  CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { CloudDescription } from '../../local/CloudDescription.ts';

/** Signs in with the AWS SDK. Returns what gives the id token, and renews it once it has expired by `now`. */
export async function signIn(
  { awsEndpointUrl, region, userPoolClientId }: CloudDescription,
  { username, password }: { readonly username: string; readonly password: string },
  now: () => number,
): Promise<() => Promise<string>> {
  // setup
  const cognito = new CognitoIdentityProviderClient({
    endpoint: awsEndpointUrl,
    region,
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  });
  const ClientId = userPoolClientId!;
  const AuthParameters = { USERNAME: username, PASSWORD: password };
  const signedIn = await cognito.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
  );
  let { IdToken = '', ExpiresIn = 0, RefreshToken } = signedIn.AuthenticationResult!;
  let until = now() + ExpiresIn * 1000;
  return async () => {
    if (now() < until) return IdToken;
    const renewed = await cognito.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }));
    ({ IdToken = '', ExpiresIn = 0, RefreshToken = RefreshToken } = renewed.AuthenticationResult!);
    until = now() + ExpiresIn * 1000;
    return IdToken;
  };
  // end
}
