import type { SandboxInvocation } from '../Sandbox.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export function createContext(
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
