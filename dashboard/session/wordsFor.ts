import { ApiError } from '../data/ApiError.ts';
import { problemWords } from '../data/problemWords.ts';

/**
 * Cognito's exceptions in words of somebody who wants to come in.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html#API_InitiateAuth_Errors
 */
const WORDS: Readonly<Record<string, string>> = {
  NotAuthorizedException: 'The name or the password is not right.',
  UserNotFoundException: 'The name or the password is not right.',
  CodeMismatchException: 'That is not the code. Look at the latest message.',
  ExpiredCodeException: 'That code is too old. Ask for a new one.',
  LimitExceededException: 'That were many attempts. Wait a quarter of an hour, then try again.',
  TooManyRequestsException: 'There is much to do just now. Try again in a moment.',
  TooManyFailedAttemptsException: 'That were many attempts. Wait a quarter of an hour, then try again.',
  InvalidPasswordException:
    'A password has at least 12 characters, with small and capital letters, a digit and a symbol.',
  UsernameExistsException: 'There is an account with this e-mail address. Sign in, or choose a new password.',
  AliasExistsException: 'There is an account with this e-mail address. Sign in, or choose a new password.',
  NetworkError: 'Frontdesk cannot be reached. Look at your connection, then try again.',
};

/** What to say of an error of Cognito or of the API: in their own words where there are no better ones. */
export function wordsFor(error: unknown): string {
  if (error instanceof ApiError) return problemWords(error);
  if (!(error instanceof Error)) return String(error);
  if (/attempts exceeded/i.test(error.message))
    return WORDS['TooManyFailedAttemptsException'] ?? error.message;
  return WORDS[error.name] ?? error.message;
}
