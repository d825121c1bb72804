import type { Cloud } from '../cloud/createCloud.ts';
import type { OperationRequest } from '../operations/OperationRequest.ts';
import { SignInRefused } from '../users/cognito.ts';
import { bringsCredential, type Credentials, fixedCredentials } from '../users/Credentials.ts';
import { SignInNeeded, type Users } from '../users/createUsers.ts';
import { labelOf, type UserId } from '../users/User.ts';

/** What sending needs. */
export interface Sending {
  readonly cloud: Cloud;
  readonly users: Users;
  /** Asks somebody for a password or a key. */
  readonly askToSignIn: (user: UserId | undefined) => void;
}

/**
 * Sends as a user. Credentials that are refused are renewed once: they may have expired by the cloud's clock, or be those
 * of a cloud that was started again. A refused request was not executed.
 */
export async function sendAs<Answer extends { readonly isUnauthorized: boolean }>(
  { cloud, users }: Pick<Sending, 'cloud' | 'users'>,
  user: UserId | undefined,
  { headers }: Pick<OperationRequest, 'headers'>,
  attempt: (credentials: Credentials) => Promise<Answer>,
): Promise<Answer> {
  if (bringsCredential(headers)) return attempt(fixedCredentials({}));
  if (user === undefined) throw new NobodyChosen();
  const answer = await attempt(await users.credentialsOf(user));
  if (!answer.isUnauthorized) return answer;
  users.expire(user);
  await cloud.refresh();
  return attempt(await users.credentialsOf(user));
}

/** Whom a request is sent as, in words. */
export function asWhom(user: UserId | undefined, { headers }: Pick<OperationRequest, 'headers'>): string {
  if (bringsCredential(headers)) return 'with the credentials of its headers pane';
  return `as ${user === undefined ? 'nobody' : labelOf(user)}`;
}

class NobodyChosen extends Error {
  override readonly name = 'NobodyChosen';
}

/** One sentence on why nothing was answered. Sees to what can be done about it. */
export function explainFailure(
  error: unknown,
  { cloud, askToSignIn }: Pick<Sending, 'cloud' | 'askToSignIn'>,
): string {
  if (error instanceof NobodyChosen) {
    askToSignIn(undefined);
    return 'nobody is signed in in this tab.';
  }
  if (error instanceof SignInNeeded) {
    askToSignIn(error.user);
    return error.message;
  }
  if (error instanceof SignInRefused) return `the sign-in was refused: ${error.message}`;
  // What fetch rejects with where nobody answers: https://fetch.spec.whatwg.org/#fetch-method
  if (!(error instanceof TypeError)) throw error;
  cloud.doubt();
  return 'the server does not answer. Run it again when it is back.';
}
