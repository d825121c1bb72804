import { styleText } from 'node:util';
import { describeError, errorCode, errorMessage } from '../platform/errors.ts';
import { printableLines } from '../platform/printable.ts';

/**
 * Ends the process. Prints one line for what the operator can mend: an `OperatorError`, unknown arguments, or what the
 * operating system refuses, such as a file on a full disk. Prints the whole stack for any other error.
 */
export function exitWithError(error: unknown): never {
  const isMisuse = String(errorCode(error)).startsWith('ERR_PARSE_ARGS');
  const words = isMisuse || isSystemError(error) ? errorMessage(error) : describeError(error);
  process.stderr.write(
    `${styleText('red', 'Cannot start:', { stream: process.stderr })} ${printableLines(words)}\n`,
  );
  process.exit(1);
}

/** https://nodejs.org/api/errors.html#class-systemerror */
const isSystemError = (error: unknown) => error instanceof Error && 'syscall' in error;
