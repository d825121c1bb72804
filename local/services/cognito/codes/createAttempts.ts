import { AwsError } from '../../../platform/AwsError.ts';
import type { Clock } from '../../../platform/Clock.ts';
import { createExpiringMap } from '../../../platform/createExpiringMap.ts';
import { fold } from '../store/createStore.ts';
import type { UserPool } from '../store/UserPool.ts';

/**
 * Calls that one user may make in an hour: https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html.
 * Where it documents 5 to 20, depending on how risky a call looks, 5 is chosen.
 */
const CALLS_AN_HOUR = {
  ChangePassword: 5,
  ConfirmForgotPassword: 5,
  ConfirmSignUp: 15,
  ForgotPassword: 5,
  GetUserAttributeVerificationCode: 5,
  ResendConfirmationCode: 5,
  VerifyUserAttribute: 15,
} as const;

export interface Attempts {
  /** Counts a call about a user, whether or not there is one; throws `LimitExceededException` for one too many. */
  count(action: keyof typeof CALLS_AN_HOUR, pool: UserPool, username: string): void;
}

const HOUR_MS = 3_600_000;
/** Chosen: anybody may name users, so the counts of those named longest ago are forgotten. */
const MOST_COUNTED = 10_000;

export function createAttempts(clock: Clock): Attempts {
  const counted = createExpiringMap<{ calls: number }>(clock, { lifeMs: HOUR_MS, maxEntries: MOST_COUNTED });
  return {
    count(action, pool, username) {
      const key = `${action} ${pool.id} ${fold(pool, username)}`;
      const known = counted.get(key);
      if (!known) return counted.set(key, { calls: 1 });
      if (known.calls >= CALLS_AN_HOUR[action]) throw limitExceeded();
      known.calls++;
    },
  };
}

/** Recorded from AWS: https://github.com/aws-amplify/amplify-js/pull/9167 */
const limitExceeded = () =>
  new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
