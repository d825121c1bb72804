import { API_KEY, IAM, type UserId, usernameOf } from './User.ts';

export type SignInForm = 'password' | 'apiKey' | 'iam';

/** Whom the sign-in form is for. */
export interface SignInRequest {
  readonly form: SignInForm;
  /** The tab that becomes the one who signs in. */
  readonly tabId: string;
  /** @default nobody in particular */
  readonly username?: string;
}

/** A request for the form in which somebody proves that they are this user. */
export function signInRequest(tabId: string, user: UserId | undefined): SignInRequest {
  const username = user === undefined ? undefined : usernameOf(user);
  const form = user === API_KEY ? 'apiKey' : user === IAM ? 'iam' : 'password';
  return { form, tabId, ...(username !== undefined && { username }) };
}
