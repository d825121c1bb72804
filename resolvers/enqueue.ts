import { runtime, type Context, type HTTPRequest, type HTTPResult } from '@aws-appsync/utils';
import { traceField } from './platform/context.ts';

/** What the steps before leave in the stash, and what this one adds. */
interface Stash {
  readonly queueUrl: string;
  readonly message: Record<string, unknown>;
  /** Whether a step before found that nothing is to be sent. */
  readonly isRefused?: boolean;
  /** Whether SQS took the message. */
  enqueued: boolean;
}

type Step = Context<unknown, Stash, { result: unknown }, undefined, HTTPResult>;

/**
 * Sends `stash.message` to `stash.queueUrl`. The next step reads `stash.enqueued` and decides what follows where SQS
 * did not take the message.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html
 */
export function request(ctx: Step): HTTPRequest<string> {
  const { queueUrl, message, isRefused } = ctx.stash;
  if (isRefused) runtime.earlyReturn(ctx.prev.result);
  return {
    method: 'POST',
    resourcePath: '/',
    params: {
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' },
      body: JSON.stringify({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(message),
        ...traceAttributes(ctx),
      }),
    },
  };
}

export function response(ctx: Step) {
  ctx.stash.enqueued = !ctx.error && ctx.result.statusCode === 200;
  if (!ctx.stash.enqueued) console.error(ctx.error ?? ctx.result);
  return ctx.prev.result;
}

/**
 * Hands the request's trace on to whoever receives the message:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
function traceAttributes(ctx: Step) {
  const { traceId } = traceField(ctx);
  if (!traceId) return {};
  const header = traceId.startsWith('Root=') ? traceId : `Root=${traceId}`;
  return {
    MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: header } },
  };
}
