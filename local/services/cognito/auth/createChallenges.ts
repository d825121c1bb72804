import { notAuthorized } from '../errors.ts';
import type { World } from '../../../platform/World.ts';

/** Questions that were asked and wait for their answer, each answered once. */
export interface Challenges {
  /** Answers the session, or secret block, that the answer must carry. */
  issue(challenge: Challenge): string;
  /** Throws `NotAuthorizedException` where nothing was asked, or the time to answer has passed. */
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
  const asked = new Map<string, Challenge>();
  return {
    issue(challenge) {
      const session = random.bytes(SESSION_BYTES).toString('base64');
      asked.set(session, challenge);
      clock.schedule(SESSION_MS, () => void asked.delete(session));
      return session;
    },
    redeem(name, session = '') {
      const challenge = asked.get(session);
      asked.delete(session);
      if (challenge?.name === name) return challenge as Extract<Challenge, { name: typeof name }>;
      throw notAuthorized('Invalid session for the user, session is expired.');
    },
  };
}
