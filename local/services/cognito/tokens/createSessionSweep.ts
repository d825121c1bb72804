import type { Clock } from '../../../platform/Clock.ts';
import type { UserPool } from '../store/UserPool.ts';

/** To be called after each sign-in: now and then it looks through the pool's sessions. */
export type SessionSweep = (pool: UserPool) => void;

const SWEEP_EVERY = 1000;

export function createSessionSweep(clock: Pick<Clock, 'now'>): SessionSweep {
  const unswept = new WeakMap<UserPool, number>();
  return (pool) => {
    const count = (unswept.get(pool) ?? 0) + 1;
    unswept.set(pool, count % SWEEP_EVERY);
    if (count === SWEEP_EVERY) forgetSessions(pool, clock.now());
  };
}

/** Chosen: sessions that a pool keeps. Whoever signed in longest ago has to sign in again. */
const MOST_SESSIONS = 100_000;

/** Deletes the sessions that have expired, and the oldest of those that are too many. */
export function forgetSessions({ sessions }: Pick<UserPool, 'sessions'>, now: number): void {
  const valid: string[] = [];
  for (const [token, { expiresAt }] of Object.entries(sessions)) {
    if (expiresAt > now) valid.push(token);
    else delete sessions[token];
  }
  for (const token of valid.slice(0, Math.max(valid.length - MOST_SESSIONS, 0))) delete sessions[token];
}
