import { createHmac } from 'node:crypto';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Client } from '../store/UserPool.ts';

/**
 * A client with a secret proves it: base64(HMAC-SHA256(secret, user name + client id)).
 * https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 */
export function checkSecretHash(
  { clientId, secret }: Client,
  username: string,
  secretHash: string | undefined,
): void {
  if (secret === undefined && secretHash === undefined) return;
  if (secret !== undefined && secretHash === undefined) {
    throw new AwsError(
      'NotAuthorizedException',
      `Client ${clientId} is configured with secret but SECRET_HASH was not received`,
    );
  }
  const expected =
    secret &&
    createHmac('sha256', secret)
      .update(username + clientId)
      .digest('base64');
  if (secretHash !== expected)
    throw new AwsError('NotAuthorizedException', `Unable to verify secret hash for client ${clientId}`);
}
