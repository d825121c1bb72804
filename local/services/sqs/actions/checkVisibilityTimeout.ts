import { invalidParameter } from '../errors/invalidParameter.ts';

const LONGEST_SECONDS = 43_200;

export function checkVisibilityTimeout(seconds: number): void {
  if (seconds >= 0 && seconds <= LONGEST_SECONDS) return;
  throw invalidParameter(
    'VisibilityTimeout',
    seconds,
    `VisibilityTimeout must be an integer between 0 and ${LONGEST_SECONDS}`,
  );
}
