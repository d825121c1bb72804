import type { ErrorType } from '../../model/errors.ts';

/** An error of a type that clients and dead letters know. */
abstract class TypedError extends Error {
  readonly errorType: ErrorType;

  constructor(errorType: ErrorType, message: string) {
    super(message);
    this.errorType = errorType;
  }
}

/** What may succeed later: it is tried again until its queue gives up, and then a dead letter of this type. */
export class RetryableError extends TypedError {
  override readonly name = 'RetryableError';
}

/** What no repetition can mend: its message becomes a dead letter at once, with this as the reason. */
export class PermanentError extends TypedError {
  override readonly name = 'PermanentError';
}
