import { runtimeError } from './runtimeError.ts';

/** The event loop is empty and the promise that was awaited can no longer settle. */
export function neverSettled(): never {
  throw runtimeError(
    'NodeJsExit',
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes',
  );
}
