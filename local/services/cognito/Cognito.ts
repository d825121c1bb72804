import type { Actions } from '../../platform/Call.ts';

/** Amazon Cognito user pools: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/ */
export interface Cognito {
  /** `AWSCognitoIdentityProviderService.*` */
  readonly actions: Actions;
  /** The pool's public keys as a JWK set; undefined where there is no such pool. */
  jwks(userPoolId: string): Promise<{ keys: readonly object[] } | undefined>;
  /** The claims of an id or access token that this pool issued and that has not expired; otherwise throws `AwsError`. */
  verifyToken(userPoolId: string, token: string): Promise<Record<string, any>>;
}
