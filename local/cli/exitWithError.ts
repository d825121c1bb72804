import { styleText } from 'node:util';
import { OperatorError } from '../platform/errors.ts';

/** Ends the process: one line for what the operator can mend, the whole stack for what only we can. */
export function exitWithError(error: unknown): never {
  const expected =
    error instanceof OperatorError || (error as { code?: string })?.code?.startsWith('ERR_PARSE_ARGS');
  const words = expected
    ? (error as Error).message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  process.stderr.write(`${styleText('red', 'Cannot start:', { stream: process.stderr })} ${words}\n`);
  process.exit(1);
}
