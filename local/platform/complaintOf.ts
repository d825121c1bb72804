import { OperatorError } from './OperatorError.ts';

/** What is told of an error: its words, where the operator can mend it; the whole stack, where only we can. */
export function complaintOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof OperatorError ? error.message : (error.stack ?? error.message);
}
