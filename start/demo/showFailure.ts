import { styleText } from 'node:util';
import type { StepFailed } from './StepFailed.ts';

/** Which step broke off, why, where it is written, and what the backend did before. */
export function showFailure({ message, place, cause }: StepFailed, last: readonly string[]): void {
  const red = styleText('red', `${message}:`, { stream: process.stderr });
  const why = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  console.error(`\n  ${red} ${why}\n\n  What it does: ${place}\n  What the backend did last:`);
  for (const line of last) console.error(`  ${line}`);
}
