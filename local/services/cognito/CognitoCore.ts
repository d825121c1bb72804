import type { Mailbox } from '../../platform/createMailbox.ts';
import type { World } from '../../platform/World.ts';
import type { Lockouts } from './auth/createLockouts.ts';
import type { Attempts } from './codes/createAttempts.ts';
import type { Codes } from './codes/createCodes.ts';
import type { Simulations } from './codes/createSimulations.ts';
import type { ChallengeNamed, Challenges } from './auth/createChallenges.ts';
import type { Passwords } from './passwords/createPasswords.ts';
import type { PoolLog } from './store/createPoolLog.ts';
import type { Store } from './store/createStore.ts';
import type { Client, Session, User, UserPool } from './store/UserPool.ts';
import type { Tokens } from './tokens/createTokens.ts';

/** What the actions work with. */
export interface CognitoCore {
  readonly world: World;
  readonly store: Store;
  /** Keeps what users are sent. */
  readonly mailbox: Mailbox;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
  readonly challenges: Challenges;
  readonly codes: Codes;
  readonly attempts: Attempts;
  readonly lockouts: Lockouts;
  readonly simulations: Simulations;
  readonly log: PoolLog;
}

// What an action acts on. It is found before the action runs.

export interface PoolTarget {
  readonly pool: UserPool;
}

export interface UserTarget extends PoolTarget {
  readonly user: User;
}

export interface ClientTarget extends PoolTarget {
  readonly client: Client;
}

/** The owner of an access token. */
export interface TokenTarget extends UserTarget {
  readonly session: Session;
}

/** Who sets up an authenticator: the owner of an access token, or of the session of an `MFA_SETUP`. */
export interface EnrolmentTarget extends UserTarget {
  readonly setup?: { readonly session: string; readonly challenge: ChallengeNamed<'MFA_SETUP'> };
}

/** `Input` names the parameters that the action reads, beyond those that find its target. */
export type CognitoAction<Target, Input = object> = (
  core: CognitoCore,
  target: Target,
  input: Input,
) => unknown;
