import { AwsError } from '../../../platform/AwsError.ts';
import type { CognitoCore } from '../CognitoCore.ts';
import type { User } from '../store/UserPool.ts';

/** Ends a user's sign-up. */
export function confirm({ world }: CognitoCore, user: User): void {
  if (user.status !== 'UNCONFIRMED') {
    throw new AwsError(
      'NotAuthorizedException',
      `User cannot be confirmed. Current status is ${user.status}`,
    );
  }
  user.status = 'CONFIRMED';
  user.modifiedAt = world.clock.now();
  delete user.confirmationCode;
}
