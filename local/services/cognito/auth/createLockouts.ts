import type { Clock } from '../../../platform/Clock.ts';
import { createExpiringMap } from '../../../platform/createExpiringMap.ts';
import { notAuthorized } from '../errors.ts';
import { fold } from '../store/createStore.ts';
import type { UserPool } from '../store/UserPool.ts';

/**
 * Documented: the fifth wrong password locks a user for a second, and each later one for twice as long, up to 15 minutes.
 * Attempts meanwhile do not count. The right password, or 15 minutes without an attempt, end it.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html#authentication-flow-lockout-behavior
 */
const FREE_FAILURES = 5;
const LONGEST_LOCK_MS = 15 * 60_000;

/** Wrong answers in a row, and when the last of them was given, in epoch milliseconds. */
export interface Failures {
  readonly count: number;
  readonly at: number;
}

/** Throws while the failures lock, which are those of the last 15 minutes; otherwise returns them with one more. */
export function oneMoreFailure(failures: Failures | undefined, now: number): Failures {
  const recent = failures && now - failures.at < LONGEST_LOCK_MS ? failures : { count: 0, at: 0 };
  const excess = recent.count - FREE_FAILURES;
  // Recorded from AWS: https://github.com/aws-amplify/amplify-js/pull/9167
  if (excess >= 0 && now < recent.at + Math.min(LONGEST_LOCK_MS, 1000 * 2 ** excess))
    throw notAuthorized('Password attempts exceeded');
  return { count: recent.count + 1, at: now };
}

/** Counts wrong passwords by the name that signs in, whether or not somebody has it, so that it tells nothing about that. */
export interface Lockouts {
  /** Throws `NotAuthorizedException` while the name is locked. Call what it returns once the password was wrong or right. */
  attempt(pool: UserPool, name: string): (isRight: boolean) => void;
}

/** Chosen: anybody may name users, so those named longest ago are forgotten. */
const MOST_LOCKED = 10_000;

export function createLockouts(clock: Clock): Lockouts {
  const failed = createExpiringMap<Failures>(clock, { lifeMs: LONGEST_LOCK_MS, maxEntries: MOST_LOCKED });
  return {
    attempt(pool, name) {
      const key = `${pool.id} ${fold(pool, name)}`;
      const failures = oneMoreFailure(failed.get(key), clock.now());
      return (isRight) => (isRight ? failed.delete(key) : failed.set(key, failures));
    },
  };
}
