import { AwsError } from '../../platform/AwsError.ts';
import { validatePattern } from './validatePattern.ts';

/** A pattern from its JSON text, refused as `validatePattern` refuses. */
export function parsePattern(text: string): Record<string, unknown> {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw new AwsError('InvalidEventPatternException', 'Event pattern is not valid. Reason: Invalid JSON');
  }
  validatePattern(pattern);
  return pattern as Record<string, unknown>;
}
