import { AwsError } from '../../platform/AwsError.ts';
import { patternComplaint } from './patterns/patternComplaint.ts';

/**
 * Refuses a malformed pattern with `InvalidEventPatternException`, worded as by AWS without the
 * line and column that EventBridge adds.
 */
export function validatePattern(pattern: unknown): void {
  const reason = patternComplaint(pattern);
  if (reason)
    throw new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
}
