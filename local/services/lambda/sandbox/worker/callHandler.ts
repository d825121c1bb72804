import type { SandboxInvocation } from '../Sandbox.ts';
import type { Handler } from './loadHandler.ts';
import { throwNeverSettled, lambdaRuntimeError } from './runtimeErrors.ts';

export interface HandlerCall {
  readonly handler: Handler;
  readonly event: unknown;
  readonly context: ReturnType<typeof createHandlerContext>;
  /** Such as `nodejs24.x`. */
  readonly runtime: string;
  /** Resolves when the event loop has nothing left to do. */
  readonly loopEmptied: Promise<void>;
}

const FIRST_WITHOUT_CALLBACKS = 24;

/** The handler's answer, whether the handler returns a promise or calls back. */
export async function callHandler(call: HandlerCall): Promise<unknown> {
  const { handler, event, context, runtime, loopEmptied } = call;
  if (takesCallback(handler) && Number(/\d+/.exec(runtime)?.[0]) >= FIRST_WITHOUT_CALLBACKS) {
    throw lambdaRuntimeError('CallbackHandlerDeprecated', NO_CALLBACKS);
  }
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const returned = handler(event, context, (error, answer) => (error ? reject(error) : resolve(answer)));
  if (isThenable(returned)) return Promise.race([returned, loopEmptied.then(throwNeverSettled)]);

  // Nothing can call back once the event loop is empty. AWS then answers null.
  const answer = await Promise.race([promise, loopEmptied.then(() => null)]);
  if (context.callbackWaitsForEmptyEventLoop) await loopEmptied;
  return answer;
}

const takesCallback = (handler: Handler) => handler.length >= 3;

// Any object may have the member.
const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof (Object(value) as { readonly then?: unknown }).then === 'function';

const NO_CALLBACKS =
  'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later.';

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export function createHandlerContext(
  { requestId, invokedFunctionArn, timeoutMs }: SandboxInvocation,
  now: () => number,
) {
  const deadline = now() + timeoutMs;
  const { env } = process;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: env['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: env['AWS_LAMBDA_FUNCTION_VERSION'],
    memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'],
    invokedFunctionArn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => Math.max(deadline - now(), 0),
  };
}
