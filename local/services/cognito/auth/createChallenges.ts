import { notAuthorized } from '../errors.ts';
import type { World } from '../../../platform/World.ts';

/** Challenges that wait for their response. Each is responded to once. */
export interface Challenges {
  /** Returns the session, or secret block, that the response must carry. */
  issue(challenge: Challenge): string;
  /** Throws `NotAuthorizedException` for a challenge that was not issued, or that has expired. */
  redeem<Name extends Challenge['name']>(
    name: Name,
    session: string | undefined,
  ): Extract<Challenge, { name: Name }>;
}

export type Challenge = {
  readonly clientId: string;
  readonly username: string;
} & (
  | { readonly name: 'NEW_PASSWORD_REQUIRED' }
  | {
      readonly name: 'PASSWORD_VERIFIER';
      /** Hexadecimal; see `srp.ts`. */
      readonly clientPublic: string;
      readonly serverSecret: string;
    }
);

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html: `AuthSessionValidity` */
const SESSION_MS = 3 * 60_000;
const SESSION_BYTES = 96;

export function createChallenges({ clock, random }: World): Challenges {
  const issued = new Map<string, Challenge>();
  return {
    issue(challenge) {
      const session = random.bytes(SESSION_BYTES).toString('base64');
      issued.set(session, challenge);
      clock.schedule(SESSION_MS, () => void issued.delete(session));
      return session;
    },
    redeem(name, session = '') {
      const challenge = issued.get(session);
      issued.delete(session);
      if (challenge?.name !== name) throw notAuthorized('Invalid session for the user, session is expired.');
      // The compiler does not see that an equal name means the same member of the union.
      return challenge as Extract<Challenge, { name: typeof name }>;
    },
  };
}
