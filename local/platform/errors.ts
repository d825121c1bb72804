/** Something the person running the cloud can mend. The message is one line and says what to do. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

/** What is told of an error: its words, where the operator can mend it; the whole stack, where only we can. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof OperatorError ? error.message : (error.stack ?? error.message);
}

/** Throws when our own reasoning was wrong. Never for input. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant: ${message}`);
}
