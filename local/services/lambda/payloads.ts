import { AwsError } from '../../platform/AwsError.ts';
import type { SandboxExit } from './sandbox/Sandbox.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#function-configuration-deployment-and-execution */
const LONGEST_REQUEST = { RequestResponse: 6 * 1024 * 1024, Event: 1024 * 1024 };

export type WaitingType = keyof typeof LONGEST_REQUEST;

/** An event as JSON text. Throws `RequestTooLargeException`. */
export const payloadText = (payload: unknown, invocationType: WaitingType = 'RequestResponse'): string =>
  checkedPayload(JSON.stringify(payload ?? {}), invocationType);

/** The same for an event that is text already. */
export function checkedPayload(text: string, invocationType: WaitingType): string {
  const limit = LONGEST_REQUEST[invocationType];
  if (Buffer.byteLength(text) <= limit) return text;
  const message = `Request must be smaller than ${limit} bytes for the InvokeFunction operation`;
  throw new AwsError('RequestTooLargeException', message, { status: 413, fields: { Type: 'User' } });
}

/** The response of an invocation whose sandbox ended before it answered. */
export const exitedPayload = (requestId: string, { errorType, reason }: SandboxExit) =>
  JSON.stringify({
    errorType,
    errorMessage: `RequestId: ${requestId} Error: Runtime exited ${
      reason ? `with error: ${reason}` : 'without providing a reason'
    }`,
  });

/** https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html */
export const timedOutPayload = (requestId: string, afterMs: number) =>
  JSON.stringify({
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${(afterMs / 1000).toFixed(
      2,
    )} seconds`,
  });

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const LONGEST_RESPONSE = 6 * 1024 * 1024 + 100;

export const tooLargePayload = () =>
  JSON.stringify({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${LONGEST_RESPONSE} bytes).`,
  });
