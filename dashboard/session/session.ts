import { fetchAuthSession } from 'aws-amplify/auth';
import { Hub } from 'aws-amplify/utils';
import { useSyncExternalStore } from 'react';
import { lookForServer } from '../data/reachability.ts';

/** Groups of the user pool that pages are for. */
export type Group = 'Admins' | 'Caretakers';

/** Who is signed in, as their token says it. */
export interface Person {
  /** Of the account in the API, too. */
  readonly userId: string;
  /** What they sign in with. */
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly groups: readonly string[];
}

/**
 * `undefined` until it is known, and `null` where nobody is signed in. `unreachable` where there are tokens that are too old, and
 * nobody to renew them.
 */
type Session = Person | null | undefined | 'unreachable';

let session: Session;
const listeners = new Set<() => void>();

/** Follows sign-ins and sign-outs, also those of which only aws-amplify knows: a token that is refused ends a session. */
export function watchSession(): () => void {
  let stopLooking: (() => void) | undefined;
  const read = async () => {
    const isRead = await readSession();
    if (!isRead) return void (stopLooking ??= lookForServer(() => void read()));
    stopLooking?.();
    stopLooking = undefined;
  };
  void read();
  const stopListening = Hub.listen('auth', ({ payload }) => {
    if (['signedIn', 'tokenRefresh'].includes(payload.event)) void read();
    if (payload.event === 'signedOut') setSession(null);
    // One that could not be asked for is kept: the next request asks again.
    if (payload.event === 'tokenRefresh_failure' && isRefused(payload.data)) setSession(null);
  });
  return () => {
    stopListening();
    stopLooking?.();
  };
}

/** Returns whether it is known now who is signed in. */
async function readSession(): Promise<boolean> {
  try {
    const { tokens } = await fetchAuthSession();
    const claims = tokens?.idToken?.payload;
    setSession(claims ? personOf(claims) : null);
    return true;
  } catch {
    // A token that is refused is no error here. Whoever is shown as signed in stays so.
    if (!session) setSession('unreachable');
    return false;
  }
}

/** Errors after which aws-amplify forgets its tokens, by how their names begin: `isAuthenticationError` of its TokenOrchestrator. */
const REFUSALS = [
  'NotAuthorizedException',
  'TokenRevokedException',
  'UserNotFoundException',
  'PasswordResetRequiredException',
  'UserNotConfirmedException',
  'RefreshTokenReuseException',
];

const isRefused = ({ error }: { readonly error?: unknown } = {}): boolean =>
  error instanceof Error && REFUSALS.some((name) => error.name.startsWith(name));

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
function personOf(claims: Readonly<Record<string, unknown>>): Person {
  const text = (name: string) => {
    const value = claims[name];
    return typeof value === 'string' ? value : '';
  };
  const groups = claims['cognito:groups'];
  return {
    userId: text('sub'),
    username: text('cognito:username'),
    email: text('email'),
    firstName: text('given_name'),
    lastName: text('family_name'),
    groups: Array.isArray(groups) ? groups.map(String) : [],
  };
}

function setSession(now: Session): void {
  // A renewed token says the same, and nothing that is shown begins anew.
  if (JSON.stringify(now) === JSON.stringify(session)) return;
  session = now;
  for (const listener of listeners) listener();
}

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useSession = (): Session => useSyncExternalStore(listen, () => session);

/** Who is signed in, on pages that nobody else sees. */
export function usePerson(): Person {
  const person = useSession();
  if (!person || person === 'unreachable') throw new Error('This page is shown to people who are signed in');
  return person;
}
