import type { ErrorType } from '../model/errors.ts';

/** What may succeed later: tried again until its queue has had enough, and then a dead letter of this type. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
  readonly errorType: ErrorType;

  constructor(errorType: ErrorType, message: string) {
    super(message);
    this.errorType = errorType;
  }
}
