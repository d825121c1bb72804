import { AwsError } from '../../platform/AwsError.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#function-configuration-deployment-and-execution */
const LONGEST = { RequestResponse: 6 * 1024 * 1024, Event: 1024 * 1024 };

/** An event as the text that a function is sent. Throws `RequestTooLargeException`. */
export function payloadText(
  payload: unknown,
  invocationType: keyof typeof LONGEST = 'RequestResponse',
): string {
  const text = JSON.stringify(payload ?? {});
  const limit = LONGEST[invocationType];
  if (Buffer.byteLength(text) <= limit) return text;
  const message = `Request must be smaller than ${limit} bytes for the InvokeFunction operation`;
  throw new AwsError('RequestTooLargeException', message, { status: 413, fields: { Type: 'User' } });
}
