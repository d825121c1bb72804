import type { User, UserPool } from '../store/UserPool.ts';

/** Revokes every refresh token of the user, and with it what was issued for it. */
export function endSessions({ sessions }: UserPool, { username }: User): void {
  for (const session of Object.values(sessions)) if (session.username === username) session.revoked = true;
}
