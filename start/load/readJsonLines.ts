import { unreadable, type Reading } from './Reading.ts';
import type { TextLine } from './splitLines.ts';

/** A value a line; empty lines are passed over. */
export async function* readJsonLines(lines: AsyncIterable<TextLine>): AsyncGenerator<Reading> {
  for await (const line of lines) if (line.text.trim() !== '') yield readLine(line);
}

function readLine({ number, text, fault }: TextLine): Reading {
  if (fault !== undefined) return unreadable(number, text, fault);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return unreadable(number, text, `is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return unreadable(number, text, 'is not a JSON object');
  return { line: number, value: value as Record<string, unknown> };
}
