import { PermanentError, RetryableError } from '../../platform/errors.ts';

/** A booking with which something failed. */
export interface Failure {
  readonly id: string;
  readonly error: unknown;
}

/** One error for all: a permanent one if trying again is of no use for any. `undone` says what they are not. */
export const failuresError = (failures: readonly Failure[], all: number, undone: string): Error => {
  const examples = failures.slice(0, 3).map(({ id, error }) => `${id}: ${String(error)}`);
  const message = `${failures.length} of ${all} were not ${undone}, such as ${examples.join('; ')}`;
  const permanent = failures.flatMap(({ error }) =>
    error instanceof PermanentError ? [error.errorType] : [],
  );
  const [errorType = 'InternalFailure'] = permanent;
  return permanent.length === failures.length
    ? new PermanentError(errorType, message)
    : new RetryableError('InternalFailure', message);
};
