import type { Actions } from '../../platform/Call.ts';
import type { Client, Group, UserPool } from './store/UserPool.ts';

/** Amazon Cognito user pools: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/ */
export interface Cognito {
  /** `AWSCognitoIdentityProviderService.*` */
  readonly actions: Actions;
  createUserPool(pool: UserPoolConfiguration): void;
  createClient(userPoolId: string, client: Client): void;
  createGroup(userPoolId: string, group: GroupConfiguration): void;
  /** The client's configuration; throws `ResourceNotFoundException`. */
  client(userPoolId: string, clientId: string): Client;
  /** Where tokens of this pool say they come from. */
  issuer(userPoolId: string): string;
  /** The pool's public keys as a JWK set; undefined where there is no such pool. */
  jwks(userPoolId: string): Promise<{ keys: readonly object[] } | undefined>;
  /** The claims of an id or access token that this pool issued and that has not expired; otherwise throws `AwsError`. */
  verifyToken(userPoolId: string, token: string): Promise<Record<string, unknown>>;
}

export type UserPoolConfiguration = Omit<
  UserPool,
  'createdAt' | 'signingKey' | 'clients' | 'groups' | 'users' | 'sessions'
>;

export type GroupConfiguration = Omit<Group, 'createdAt'>;
