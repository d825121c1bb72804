import type { World } from '../../../platform/World.ts';
import type { MessageAttributes } from '../messages.ts';
import type { Subscription } from '../topics/Topic.ts';

/** A published message on its way to one subscription. */
export interface Notification {
  readonly messageId: string;
  readonly subscription: Subscription;
  readonly subject: string | undefined;
  /** As it is for the subscription's protocol. */
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** ISO 8601. */
  readonly publishedAt: string;
}

/**
 * The JSON document that endpoints receive which do not ask for the raw message.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 *
 * The signature is as long as AWS's and verifies against nothing (chosen): its certificate is said to be at AWS, where only
 * AWS's own certificates are, so no key of this machine could make one that a verifier accepts.
 */
export const notificationDocument = (notification: Notification, { account, random }: World) => {
  const { messageId, subscription, subject, body, attributes, publishedAt } = notification;
  const service = `https://sns.${account.region}.amazonaws.com`;
  return {
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: subscription.topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: body,
    Timestamp: publishedAt,
    SignatureVersion: '1',
    Signature: random.bytes(256).toString('base64'),
    SigningCertURL: `${service}/SimpleNotificationService-local.pem`,
    UnsubscribeURL: `${service}/?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`,
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: typedValues(attributes) }),
  };
};

const typedValues = (attributes: MessageAttributes) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: StringValue ?? BinaryValue },
    ]),
  );

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html: one record an event, with members spelled its own way. */
export function lambdaEvent(notification: Notification, world: World) {
  const { SigningCertURL, UnsubscribeURL, ...document } = notificationDocument(notification, world);
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: notification.subscription.arn,
        Sns: {
          Subject: null,
          MessageAttributes: {},
          ...document,
          SigningCertUrl: SigningCertURL,
          UnsubscribeUrl: UnsubscribeURL,
        },
      },
    ],
  };
}
