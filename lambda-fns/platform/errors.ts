import type { ErrorType } from '../../model/errors.ts';

/** What no repetition can mend: its message becomes a dead letter at once, with this as the reason. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
  readonly errorType: ErrorType;

  constructor(errorType: ErrorType, message: string) {
    super(message);
    this.errorType = errorType;
  }
}

/** What may succeed later: tried again until its queue has had enough, and then a dead letter of this type. */
export class RetryableError extends Error {
  override readonly name = 'TransientError';
  readonly errorType: ErrorType;

  constructor(errorType: ErrorType, message: string) {
    super(message);
    this.errorType = errorType;
  }
}
