import { notAuthorized } from '../errors.ts';
import type { World } from '../../../platform/World.ts';
import { createExpiringMap } from '../../../platform/createExpiringMap.ts';

/** Challenges that wait for their response. Each is responded to once. */
export interface Challenges {
  /** Returns the session, or secret block, that the response must carry. */
  issue(challenge: Challenge): string;
  /** Throws `NotAuthorizedException` for a challenge that was not issued, or that has expired. */
  redeem<Name extends Challenge['name']>(name: Name, session: string | undefined): ChallengeNamed<Name>;
  /** The same, and the challenge stays, because its response may be tried again. */
  find<Name extends Challenge['name']>(name: Name, session: string | undefined): ChallengeNamed<Name>;
}

export type ChallengeNamed<Name extends Challenge['name']> = Extract<Challenge, { name: Name }>;

export type Challenge = {
  readonly clientId: string;
  readonly username: string;
} & (
  | { readonly name: 'NEW_PASSWORD_REQUIRED' }
  | { readonly name: 'SOFTWARE_TOKEN_MFA' }
  | {
      readonly name: 'MFA_SETUP';
      /** Of the authenticator that is being set up; base 32. */
      readonly secret?: string;
      readonly isVerified?: boolean;
    }
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
/** Chosen: anybody may ask for challenges, so the oldest give way. Each takes some 2 KB. */
const MOST_CHALLENGES = 10_000;

export function createChallenges({ clock, random }: World): Challenges {
  const issued = createExpiringMap<Challenge>(clock, { lifeMs: SESSION_MS, maxEntries: MOST_CHALLENGES });
  return {
    issue(challenge) {
      const session = random.bytes(SESSION_BYTES).toString('base64');
      issued.set(session, challenge);
      return session;
    },
    redeem(name, session = '') {
      const challenge = issued.get(session);
      issued.delete(session);
      return named(name, challenge);
    },
    find: (name, session = '') => named(name, issued.get(session)),
  };
}

function named<Name extends Challenge['name']>(
  name: Name,
  challenge: Challenge | undefined,
): ChallengeNamed<Name> {
  if (challenge?.name !== name) throw notAuthorized('Invalid session for the user, session is expired.');
  // The compiler does not see that an equal name means the same member of the union.
  return challenge as ChallengeNamed<Name>;
}
