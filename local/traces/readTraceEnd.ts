import { OperatorError } from '../platform/errors.ts';

/** What the terminal shows of an id. */
export const SHORTEST_END = 6;

/** Throws `OperatorError` for what is no end of a trace's id. */
export function readTraceEnd(text: string): string {
  if (new RegExp(`^[0-9a-f-]{${SHORTEST_END},35}$`).test(text)) return text;
  throw new OperatorError(
    `${JSON.stringify(text)} is no trace: give its id or at least the last ${SHORTEST_END} characters of it, as lines show them.`,
  );
}
