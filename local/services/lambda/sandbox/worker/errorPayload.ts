import { isNativeError } from 'node:util/types';

/** What the caller of a function that threw is told: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export function errorPayload(thrown: unknown): string {
  const isError = thrown instanceof Error || isNativeError(thrown);
  if (!isError) return JSON.stringify({ errorType: typeof thrown, errorMessage: String(thrown), trace: [] });
  const { name, message, stack = '' } = thrown as Error;
  return JSON.stringify({ errorType: name, errorMessage: message, trace: stack.split('\n') });
}
