/** An error that the person running the cloud can fix. The message is one line and says what to do. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

/** Returns the message of an `OperatorError`, and the whole stack of any other error. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof OperatorError ? error.message : (error.stack ?? error.message);
}

export const errorMessage = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Returns the system's code of an error, such as `ENOENT`: https://nodejs.org/api/errors.html#errorcode */
export const errorCode = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** Throws for a bug of our own. Input is never checked with it. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant: ${message}`);
}
