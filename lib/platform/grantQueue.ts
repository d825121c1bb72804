import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** Lets a role send to a queue. The library's own grant also lets it ask about the queue. */
export const grantSend = (grantee: IGrantable, queue: IQueue) => grantQueue(grantee, queue, ['SendMessage']);

/**
 * Lets a function's role take messages from its queue: Lambda's poller does the first three, and the function itself
 * sets how long a failed message waits.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export const grantConsume = (grantee: IGrantable, queue: IQueue) =>
  grantQueue(grantee, queue, [
    'ReceiveMessage',
    'DeleteMessage',
    'GetQueueAttributes',
    'ChangeMessageVisibility',
  ]);

const grantQueue = (grantee: IGrantable, queue: IQueue, actions: readonly string[]) =>
  Grant.addToPrincipal({
    grantee,
    actions: actions.map((action) => `sqs:${action}`),
    resourceArns: [queue.queueArn],
  });
