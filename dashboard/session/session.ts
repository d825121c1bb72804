import { fetchAuthSession } from 'aws-amplify/auth';
import { Hub } from 'aws-amplify/utils';
import { useSyncExternalStore } from 'react';

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

/** `undefined` until it is known, and `null` where nobody is signed in. */
type Session = Person | null | undefined;

let session: Session;
const listeners = new Set<() => void>();

/** Follows sign-ins and sign-outs, also those of which only aws-amplify knows: a token that cannot be renewed ends a session. */
export function watchSession(): () => void {
  void readSession();
  return Hub.listen('auth', ({ payload }) => {
    if (['signedIn', 'tokenRefresh'].includes(payload.event)) void readSession();
    if (['signedOut', 'tokenRefresh_failure'].includes(payload.event)) setSession(null);
  });
}

async function readSession(): Promise<void> {
  const { tokens } = await fetchAuthSession().catch(() => ({ tokens: undefined }));
  const claims = tokens?.idToken?.payload;
  setSession(claims ? personOf(claims) : null);
}

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
  if (!person) throw new Error('This page is shown to people who are signed in');
  return person;
}
