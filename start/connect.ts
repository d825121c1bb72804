import type { CloudDescription } from '../local/CloudDescription.ts';

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
  /** Runs an operation; an error in its answer is thrown. */
  graphql(query: string, variables?: Record<string, unknown>): Promise<Record<string, any>>;
}

/** Where a deployment is to be reached, on this machine or on AWS. */
export type Doors = Pick<
  CloudDescription,
  'awsEndpointUrl' | 'graphqlUrl' | 'userPoolId' | 'userPoolClientId'
>;

/** A client of a running cloud: Cognito and GraphQL over HTTP, as any web page would use them. */
export function connect({ awsEndpointUrl, graphqlUrl, userPoolId, userPoolClientId }: Doors) {
  const cognito = (action: string, body: object) =>
    post(awsEndpointUrl, body, {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
    });

  const signIn = async (username: string, password: string): Promise<Session> => {
    const answer = await cognito('InitiateAuth', {
      ClientId: userPoolClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: password },
    });
    const idToken: string = answer.AuthenticationResult.IdToken;
    return {
      username,
      idToken,
      graphql: (query, variables = {}) => execute(graphqlUrl, idToken, query, variables),
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

async function execute(
  url: string,
  token: string,
  query: string,
  variables: object,
): Promise<Record<string, any>> {
  const { data, errors } = await post(
    url,
    { query, variables },
    { authorization: token, 'content-type': 'application/json' },
  );
  if (errors) throw new Error(`GraphQL refused: ${JSON.stringify(errors)}`);
  return data;
}

async function post(url: string, body: object, headers: Record<string, string>): Promise<any> {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}
