import { parseArn } from '../../../platform/arns.ts';
import { invalidParameter } from '../snsError.ts';
import { parsedDocument } from './createTopics.ts';
import { parseFilterPolicy } from './filterPolicy.ts';
import { type Attributes, type Protocol, protocols, type SubscriptionSettings } from './Topic.ts';

/** What attributes result in. Throws where SNS refuses one. */
export function subscriptionSettingsOf(attributes: Attributes, protocol: Protocol): SubscriptionSettings {
  for (const name of Object.keys(attributes)) {
    if (!SETTABLE.has(name)) throw invalidParameter(`AttributeName Reason: ${name} is not supported here`);
  }
  const { RawMessageDelivery = 'false', FilterPolicyScope = 'MessageAttributes', FilterPolicy } = attributes;
  if (RawMessageDelivery !== 'true' && RawMessageDelivery !== 'false')
    throw invalidParameter(`Attributes Reason: RawMessageDelivery: Invalid value [${RawMessageDelivery}].`);
  if (RawMessageDelivery === 'true' && protocol !== 'sqs')
    throw invalidParameter(
      `Attributes Reason: Delivery protocol [${protocol}] does not support raw message delivery.`,
    );
  if (FilterPolicyScope !== 'MessageAttributes' && FilterPolicyScope !== 'MessageBody')
    throw invalidParameter(
      `FilterPolicyScope: Invalid value [${FilterPolicyScope}]. Please use either MessageBody or MessageAttributes`,
    );
  return {
    rawMessageDelivery: RawMessageDelivery === 'true',
    // An empty policy lets everything pass: https://docs.aws.amazon.com/sns/latest/dg/message-filtering-apply-remove.html
    filter:
      FilterPolicy && FilterPolicy !== '{}' ? parseFilterPolicy(FilterPolicy, FilterPolicyScope) : undefined,
    deadLetterTargetArn: attributes['RedrivePolicy']
      ? deadLetterTargetOf(attributes['RedrivePolicy'])
      : undefined,
  };
}

/** SNS also knows DeliveryPolicy, for HTTP endpoints, and SubscriptionRoleArn, for Firehose; neither is here. */
const SETTABLE: ReadonlySet<string> = new Set([
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
]);

/** https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html */
function deadLetterTargetOf(text: string): string {
  const { deadLetterTargetArn } = parsedDocument('RedrivePolicy', text);
  if (typeof deadLetterTargetArn !== 'string' || parseArn(deadLetterTargetArn)?.service !== 'sqs')
    throw invalidParameter('RedrivePolicy: deadLetterTargetArn is an invalid arn');
  return deadLetterTargetArn;
}

/** Throws where nothing can be delivered to the endpoint by this protocol. */
export function checkEndpoint(protocol: string, endpoint: string): Protocol {
  const known = protocols.find((each) => each === protocol);
  if (!known) throw unknownProtocol(protocol);
  if (known === 'sqs' || known === 'lambda') {
    const label = known === 'sqs' ? 'SQS' : 'Lambda';
    if (parseArn(endpoint)?.service !== known) throw invalidParameter(`${label} endpoint ARN`);
    if (endpoint.endsWith('.fifo'))
      throw invalidParameter(
        'Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics',
      );
  } else if (!/^[^\s@<>,]{1,64}@[^\s@<>,]{1,255}$/.test(endpoint)) throw invalidParameter('Email address');
  return known;
}

/** Protocols of SNS that need what one machine does not have. */
const ELSEWHERE = ['http', 'https', 'sms', 'application', 'firehose'];

const unknownProtocol = (protocol: string) =>
  ELSEWHERE.includes(protocol)
    ? invalidParameter(
        `Protocol Reason: ${protocol} is not supported here; there are ${protocols.join(', ')}`,
      )
    : invalidParameter('Does not support this protocol string: ' + protocol.slice(0, 100));
