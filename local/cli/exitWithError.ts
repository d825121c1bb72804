import { styleText } from 'node:util';
import { describeError, errorCode, errorMessage } from '../platform/errors.ts';

/** Ends the process. Prints one line for an `OperatorError`, and the whole stack for any other error. */
export function exitWithError(error: unknown): never {
  const isMisuse = String(errorCode(error)).startsWith('ERR_PARSE_ARGS');
  const words = isMisuse ? errorMessage(error) : describeError(error);
  process.stderr.write(`${styleText('red', 'Cannot start:', { stream: process.stderr })} ${words}\n`);
  process.exit(1);
}
