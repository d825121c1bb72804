/** Something the person running the cloud can mend. The message is one line and says what to do. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

/** The message alone where the operator can mend the error, the whole stack where only we can. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof OperatorError ? error.message : (error.stack ?? error.message);
}

export const errorMessage = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** The system's name of an error, such as `ENOENT`: https://nodejs.org/api/errors.html#errorcode */
export const errorCode = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** Throws when our own reasoning was wrong. Never for input. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant: ${message}`);
}
