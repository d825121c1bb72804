import type { Actions } from '../../platform/Call.ts';
import type { Client, Group, UserPool } from './store/UserPool.ts';

/** Amazon Cognito user pools: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/ */
export interface Cognito {
  /** `AWSCognitoIdentityProviderService.*` */
  readonly actions: Actions;
  createUserPool(pool: UserPoolConfiguration): void;
  /** Gives the pool of that id other settings. Its users, groups, clients and sessions stay. */
  updateUserPool(pool: UserPoolConfiguration): void;
  /** Throws for a pool that is protected from it. */
  deleteUserPool(userPoolId: string): void;
  /** Makes a client, or gives the one of that id other settings. */
  createClient(userPoolId: string, client: Client): void;
  deleteClient(userPoolId: string, clientId: string): void;
  /** Makes a group, or gives the one of that name other settings. */
  createGroup(userPoolId: string, group: GroupConfiguration): void;
  /** Its members are members no more. */
  deleteGroup(userPoolId: string, groupName: string): void;
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
