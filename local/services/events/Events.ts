import type { Actions, Call } from '../../platform/Call.ts';

/** Amazon EventBridge: https://docs.aws.amazon.com/eventbridge/latest/APIReference/ */
export interface Events {
  /** `AWSEvents.*` */
  readonly actions: Actions;
  /** Waits for deliveries under way; starts no retry. */
  close(): Promise<void>;
}

/** Where a rule can send an event, by the service in the target's ARN, such as `sqs`. */
export type EventTargets = Readonly<Record<string, EventTarget>>;

/**
 * Delivers once. Throwing `AwsError` lets the rule's retry policy and dead letters take over; a
 * remark is reported, and the event counts as delivered.
 */
export type EventTarget = (delivery: EventDelivery, call: Call) => Promise<Remark | void>;

/** What a target that took an event still complained of. */
export interface Remark {
  readonly code: string;
  readonly message: string;
}

export interface EventDelivery {
  readonly targetArn: string;
  /** The role that EventBridge takes on to deliver, where the target names one. */
  readonly roleArn?: string;
  /** What the target is given, after its input transformer: a JSON value. */
  readonly input: unknown;
  /** The target's own parameters, such as `{AppSyncParameters: {GraphQLOperation}}`, as the rule has them. */
  readonly parameters: Readonly<Record<string, any>>;
}

/** An event as rules and targets see it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
export interface EventEnvelope {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  /** Twelve digits. */
  readonly account: string;
  /** ISO 8601 in UTC, to the second. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
  /** Set on events that an archive replays. */
  readonly 'replay-name'?: string;
}

/** `2026-01-31T12:00:00Z` */
export const eventTime = (epochMs: number) => new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
