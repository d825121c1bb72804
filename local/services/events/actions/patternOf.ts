import { parsePattern } from '../parsePattern.ts';

/** A pattern as it was given, and parsed; refused where it is malformed. */
export const patternOf = (text: string | undefined) =>
  text === undefined ? undefined : { text, parsed: parsePattern(text) };
