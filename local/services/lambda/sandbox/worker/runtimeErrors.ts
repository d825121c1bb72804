import { isNativeError } from 'node:util/types';

/** An error of Lambda's Node.js runtime itself, such as `Runtime.HandlerNotFound`. */
export function lambdaRuntimeError(
  type: string,
  message: string,
  { stack }: { readonly stack?: string | undefined } = {},
): Error {
  const error = Object.assign(new Error(message), { name: `Runtime.${type}` });
  if (stack) error.stack = stack;
  return error;
}

/** Throws the error for a handler whose promise can no longer settle, because the event loop is empty. */
export function throwNeverSettled(): never {
  throw lambdaRuntimeError(
    'NodeJsExit',
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes',
  );
}

/** The response of an invocation whose handler threw: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export function errorPayload(thrown: unknown): string {
  const isError = thrown instanceof Error || isNativeError(thrown);
  if (!isError) return JSON.stringify({ errorType: typeof thrown, errorMessage: String(thrown), trace: [] });
  const { name, message, stack = '' } = thrown;
  return JSON.stringify({ errorType: name, errorMessage: message, trace: stack.split('\n') });
}
