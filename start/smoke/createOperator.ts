import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  type CognitoIdentityProviderClientConfig,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { randomBytes } from 'node:crypto';
import { OperatorError } from '../../local/platform/errors.ts';
import { type Session, sessionOf } from '../connect.ts';
import type { StageOutputs } from './readOutputs.ts';

/** Makes and removes users, by the AWS credentials of whoever tries the stage. */
export interface Operator {
  /** Makes a confirmed user in a group; calls `onCreated` as soon as there is one to remove. The password is in no place but this process. */
  createUser(username: string, group: string, onCreated: () => void): Promise<Credentials>;
  signIn(credentials: Credentials): Promise<Session>;
  deleteUser(username: string): Promise<void>;
}

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** @param settings how the user pool is reached, where the environment does not say it */
export function createOperator(
  { Region, UserPoolId, UserPoolClientId, GraphqlUrl }: StageOutputs,
  settings: CognitoIdentityProviderClientConfig = {},
): Operator {
  const cognito = new CognitoIdentityProviderClient({ region: Region, ...settings });
  const user = (Username: string) => ({ UserPoolId, Username });
  return {
    async createUser(username, group, onCreated) {
      const password = newPassword();
      const UserAttributes = [
        { Name: 'email', Value: emailOf(username) },
        { Name: 'email_verified', Value: 'true' },
      ];
      await cognito
        .send(new AdminCreateUserCommand({ ...user(username), UserAttributes, MessageAction: 'SUPPRESS' }))
        .catch(withoutCredentials);
      onCreated();
      await cognito.send(
        new AdminSetUserPasswordCommand({ ...user(username), Password: password, Permanent: true }),
      );
      await cognito.send(new AdminAddUserToGroupCommand({ ...user(username), GroupName: group }));
      return { username, password };
    },
    async signIn({ username, password }) {
      const { AuthenticationResult, ChallengeName } = await cognito.send(
        new InitiateAuthCommand({
          ClientId: UserPoolClientId,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: username, PASSWORD: password },
        }),
      );
      const idToken = AuthenticationResult?.IdToken;
      if (idToken === undefined)
        throw new Error(`a password alone is not enough, Cognito asks for ${ChallengeName}`);
      return sessionOf({ graphqlUrl: GraphqlUrl, username, idToken });
    },
    async deleteUser(username) {
      await cognito.send(new AdminDeleteUserCommand(user(username)));
    },
  };
}

/** Nobody reads mail there: https://datatracker.ietf.org/doc/html/rfc2606 */
export const emailOf = (username: string) => `${username}@frontdesk.example`;

/** With every kind of character that the user pool asks for. */
const newPassword = () => `Fd-1${randomBytes(18).toString('base64url')}`;

function withoutCredentials(error: unknown): never {
  if (error instanceof Error && error.name === 'CredentialsProviderError')
    throw new OperatorError(`There are no AWS credentials (${error.message}). Set AWS_PROFILE, for example.`);
  throw error;
}
