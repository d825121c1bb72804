import { z } from 'zod';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Call } from '../../../platform/Call.ts';
import { servicePrincipal } from '../../iam/AssumeRole.ts';
import type { Notification } from '../delivery/Notification.ts';
import {
  bodiesByProtocol,
  checkMessage,
  LARGEST_MESSAGE_BYTES,
  type MessageInput,
  messageShape,
  sizeOfMessage,
} from '../messages.ts';
import { defineSnsAction, type SnsContext } from '../SnsAction.ts';
import { invalidParameter, snsError } from '../snsError.ts';
import { passesFilter } from '../topics/filterPolicy.ts';
import type { Topic } from '../topics/Topic.ts';
import { publishText } from './texts.ts';

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const publish = defineSnsAction(
  {
    TopicArn: z.string().optional(),
    TargetArn: z.string().optional(),
    PhoneNumber: z.string().optional(),
    ...messageShape,
  },
  ({ TopicArn, TargetArn, PhoneNumber, ...message }, context) => {
    const arn = TopicArn ?? TargetArn;
    if (PhoneNumber !== undefined) {
      // Documented to be one of the three; the words are chosen.
      if (arn !== undefined)
        throw invalidParameter('PhoneNumber Reason: a message is for a topic or for a telephone');
      return publishText(PhoneNumber, message, context);
    }
    if (arn === undefined)
      throw invalidParameter('TopicArn or TargetArn Reason: no value for required parameter');
    const topic = context.topics.topic(arn);
    return publishTo(topic, message, context);
  },
);

const MOST_ENTRIES = 10;

const publishBatchEntries = z.array(z.object({ Id: z.string(), ...messageShape }));

/** The Query protocol spells an empty list as empty text: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
const entryList = z.union([z.array(z.unknown()), z.literal('').transform((): unknown[] => [])]);

/** https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html: an entry that SNS refuses fails alone. */
export const publishBatch = defineSnsAction(
  { TopicArn: z.string(), PublishBatchRequestEntries: entryList },
  ({ TopicArn, PublishBatchRequestEntries }, context) => {
    const topic = context.topics.topic(TopicArn);
    const entries = checkedEntries(PublishBatchRequestEntries);
    const Successful: object[] = [];
    const Failed: object[] = [];
    for (const { Id, ...message } of entries) {
      try {
        Successful.push({ Id, ...publishTo(topic, message, context) });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const { code: Code, message: Message, status } = error;
        Failed.push({ Id, Code, Message, SenderFault: status < 500 });
      }
    }
    return { Successful, Failed };
  },
);

function checkedEntries(given: readonly unknown[]) {
  if (given.length === 0)
    throw snsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  if (given.length > MOST_ENTRIES)
    throw snsError(
      'TooManyEntriesInBatchRequest',
      'The batch request contains more entries than permissible.',
    );
  const { data: entries, error } = publishBatchEntries.safeParse(given);
  if (error) throw snsError('ValidationError', error.issues[0]?.message ?? 'The entries are not valid.');
  if (entries.some(({ Id }) => !/^[\w-]{1,80}$/.test(Id)))
    throw snsError(
      'InvalidBatchEntryId',
      "The Id of a batch entry in a batch request doesn't abide by the specification.",
    );
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    throw snsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  if (entries.reduce((sum, entry) => sum + sizeOfMessage(entry), 0) > LARGEST_MESSAGE_BYTES)
    throw snsError(
      'BatchRequestTooLong',
      'The length of all the batch messages put together is more than the limit.',
    );
  return entries;
}

function publishTo(topic: Topic, message: MessageInput, { world, deliveries, call }: SnsContext) {
  checkMessage(message);
  checkKey(topic, call);
  const bodyFor = bodiesByProtocol(message);
  const messageId = world.random.uuid();
  const publishedAt = new Date(world.clock.now()).toISOString();
  const notifications = [...topic.subscriptions.values()].flatMap((subscription): Notification[] => {
    const { token, protocol, settings } = subscription;
    const body = bodyFor(protocol);
    const attributes = message.MessageAttributes;
    if (token !== undefined || !passesFilter(settings.filter, body, attributes)) return [];
    return [{ messageId, subscription, subject: message.Subject, body, attributes, publishedAt }];
  });
  deliveries.start(notifications, { ...call, principal: snsPrincipal(topic) });
  return { MessageId: messageId };
}

/**
 * The policy of SNS's own key lets no other service use it, so what alarms publish to a topic that is encrypted by it is lost.
 * Documented; the words are chosen. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
function checkKey({ attributes }: Topic, { principal: { arn } }: Call): void {
  if (!arn.endsWith('.amazonaws.com') || !/alias\/aws\/sns$/.test(attributes['KmsMasterKeyId'] ?? '')) return;
  const message = `User: ${arn} is not authorized to perform: kms:GenerateDataKey on resource: alias/aws/sns`;
  throw snsError('KMSAccessDenied', message);
}

/** Who calls queues and functions for a topic: their resource policies name it. */
const snsPrincipal = ({ arn }: Topic) => servicePrincipal({ service: 'sns', sourceArn: arn });
