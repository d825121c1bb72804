import type { Context, HTTPRequest } from '@aws-appsync/utils';

/** What the steps before must have left in the stash. */
interface Enqueued {
  readonly queueUrl: string;
  readonly message: Record<string, unknown>;
}

/**
 * Sends `stash.message` to `stash.queueUrl`, and leaves in `stash.enqueued` whether SQS took it; what
 * follows from a refusal is the next step's to decide.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html
 */
export function request(ctx: Context): HTTPRequest<string> {
  const { queueUrl, message } = ctx.stash as Enqueued;
  return {
    method: 'POST',
    resourcePath: '/',
    params: {
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' },
      body: JSON.stringify({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }),
    },
  };
}

export function response(ctx: Context) {
  ctx.stash.enqueued = !ctx.error && ctx.result.statusCode === 200;
  if (!ctx.stash.enqueued) console.error(ctx.error ?? ctx.result);
  return ctx.prev.result;
}
