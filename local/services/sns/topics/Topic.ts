import type { Filter } from './filterPolicy.ts';

/** The account's topics and their subscriptions. */
export interface Topics {
  /** Adds a topic, or returns the one of this name. Throws where SNS does. */
  create(name: string, attributes: Attributes): Topic;
  delete(arn: string): void;
  byArn(arn: string): Topic | undefined;
  /** Throws `NotFound`, and `InvalidParameter` for what is no ARN. */
  topic(arn: string): Topic;
  /** Throws `NotFound`. */
  subscription(arn: string): Subscription;
  all(): Iterable<Topic>;
}

export type Attributes = Readonly<Record<string, string>>;

export interface Topic {
  readonly arn: string;
  readonly name: string;
  /** As they were set, without defaults. */
  attributes: Attributes;
  readonly tags: Map<string, string>;
  /** By ARN, in the order of Subscribe. */
  readonly subscriptions: Map<string, Subscription>;
}

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: Protocol;
  readonly endpoint: string;
  /** As they were set, without defaults. */
  attributes: Attributes;
  /** What the attributes result in. */
  settings: SubscriptionSettings;
  /** Set until somebody who can read the endpoint's mail confirms. */
  token: string | undefined;
}

/** What can be subscribed here. SNS also knows http, https, sms, application and firehose. */
export const protocols = ['sqs', 'lambda', 'email', 'email-json'] as const;
export type Protocol = (typeof protocols)[number];

/** https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html */
export interface SubscriptionSettings {
  readonly rawMessageDelivery: boolean;
  /** Undefined where every message passes. */
  readonly filter: Filter | undefined;
  /** ARN of the queue that gets what could not be delivered. */
  readonly deadLetterTargetArn: string | undefined;
}
