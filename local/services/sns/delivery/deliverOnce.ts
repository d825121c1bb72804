import { AwsError } from '../../../platform/AwsError.ts';
import { type Call, callAction } from '../../../platform/Call.ts';
import type { World } from '../../../platform/World.ts';
import { traceHeader } from '../../../platform/traceIds.ts';
import type { Lambda } from '../../lambda/Lambda.ts';
import type { Sqs } from '../../sqs/createSqs.ts';
import type { Mailbox } from '../../../platform/createMailbox.ts';
import { lambdaEvent, type Notification, notificationDocument } from './Notification.ts';

/** Where subscriptions are delivered. */
export interface Endpoints {
  readonly sqs: Sqs;
  readonly lambda: Lambda;
  readonly mailbox: Mailbox;
}

/** Delivers a notification once. Throws `AwsError` where the endpoint refuses it. */
export async function deliverOnce(
  endpoints: Endpoints,
  notification: Notification,
  world: World,
  call: Call,
): Promise<void> {
  const { protocol, endpoint } = notification.subscription;
  switch (protocol) {
    case 'sqs':
      return sendToQueue(endpoints.sqs, endpoint, sqsMessage(notification, world), call);
    case 'lambda':
      return void (await endpoints.lambda.invokeLater(endpoint, lambdaEvent(notification, world), call));
    case 'email':
    case 'email-json':
      return endpoints.mailbox.send(emailOf(notification, world), call.traceId);
  }
}

interface SqsMessage {
  readonly MessageBody: string;
  readonly MessageAttributes?: object;
}

/** Raw messages bring their attributes along. https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html */
export const sqsMessage = (notification: Notification, world: World): SqsMessage =>
  notification.subscription.settings.rawMessageDelivery
    ? { MessageBody: notification.body, MessageAttributes: notification.attributes }
    : { MessageBody: JSON.stringify(notificationDocument(notification, world), null, 2) };

/** Throws `QueueDoesNotExist`, and what SQS throws. */
export async function sendToQueue(
  sqs: Sqs,
  queueArn: string,
  message: SqsMessage,
  call: Call,
): Promise<void> {
  const QueueUrl = sqs.urlOf(queueArn);
  if (!QueueUrl) throw new AwsError('QueueDoesNotExist', `The queue ${queueArn} does not exist.`);
  const AWSTraceHeader = { DataType: 'String', StringValue: traceHeader(call.traceId) };
  const MessageSystemAttributes = { AWSTraceHeader };
  await callAction(sqs.actions, 'SendMessage', { QueueUrl, ...message, MessageSystemAttributes }, call);
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html: without a subject AWS writes its own. */
const emailOf = (notification: Notification, world: World): Parameters<Mailbox['send']>[0] => {
  const { topicArn, endpoint, protocol } = notification.subscription;
  return {
    medium: 'EMAIL',
    service: 'SNS',
    messageId: notification.messageId,
    from: 'AWS Notifications <no-reply@sns.amazonaws.com>',
    to: endpoint,
    topicArn,
    subject: notification.subject ?? 'AWS Notification Message',
    body:
      protocol === 'email'
        ? notification.body
        : JSON.stringify(notificationDocument(notification, world), null, 2),
  };
};
