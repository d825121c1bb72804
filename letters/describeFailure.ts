import { errorMessage, errorName, type ExitCode, exitCodes, OperatorError } from './core/OperatorError.ts';

export interface Failure {
  /** The error's name, which for AWS's is its code. */
  readonly code: string;
  /** One sentence that says what to do. */
  readonly message: string;
  readonly exitCode: ExitCode;
}

/** What went wrong, for a person: AWS's own words, and what to do where they do not say it. */
export function describeFailure(error: unknown, endpoint = 'AWS'): Failure {
  const code = errorName(error) || 'Error';
  if (error instanceof OperatorError) return { code, message: error.message, exitCode: error.exitCode };
  const known = FAILURES.find(([pattern]) => pattern.test(code) || pattern.test(systemCodeOf(error)));
  const said = errorMessage(error) || systemCodeOf(error);
  const message = known ? known[1](said, endpoint) : `${code}: ${said}`;
  return { code, message, exitCode: exitCodes.failed };
}

type Words = (said: string, endpoint: string) => string;

const FAILURES: readonly (readonly [RegExp, Words])[] = [
  [
    /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ECONNRESET|ETIMEDOUT|TimeoutError)$/,
    (said, endpoint) =>
      `Nothing answers at ${endpoint} (${said}). Is npm start running, or the network down?`,
  ],
  [
    /^CredentialsProviderError$/,
    () =>
      'There are no credentials. Name a profile with --profile, set AWS_ACCESS_KEY_ID, or start a local cloud with npm start.',
  ],
  [
    /^(?:ExpiredToken|ExpiredTokenException|RequestExpired|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch)$/,
    (said) => `AWS does not take the credentials: ${said} Sign in again, or name another --profile.`,
  ],
  [/AccessDenied/, (said) => `${said} docs/letters.md lists the permissions of each command.`],
  [/^RegionMissing$/, () => 'No region is known. Name it with --region, or set AWS_REGION.'],
  [/QueueDoesNotExist|NonExistentQueue/, (said) => `${said} See the queues with: list.`],
];

/** Of the system's errors, such as ECONNREFUSED; several addresses of one name fail together. */
function systemCodeOf(error: unknown): string {
  if (error instanceof AggregateError) return systemCodeOf(error.errors[0]);
  if (!(error instanceof Error)) return '';
  if (error.message === 'Region is missing') return 'RegionMissing';
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
