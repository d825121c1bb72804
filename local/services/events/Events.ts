import type { Actions, Call } from '../../platform/Call.ts';
import type { TargetParameters } from './state/Rule.ts';

/** Amazon EventBridge: https://docs.aws.amazon.com/eventbridge/latest/APIReference/ */
export interface Events {
  /** `AWSEvents.*` */
  readonly actions: Actions;
  /** Puts an event of AWS's own, such as an alarm's, on the default bus. */
  publishServiceEvent(event: ServiceEvent, call: Call): void;
  /** The policy of a bus as JSON text; undefined where there is none. */
  policyOf(busArn: string): string | undefined;
  /** Waits for the deliveries under way and starts no retry. */
  close(): Promise<void>;
}

/** An event that a service of AWS sends: nobody else may use a source that begins with `aws.`. */
export interface ServiceEvent {
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Where a rule can send an event, by the service in the target's ARN, such as `sqs`. */
export type EventTargets = Readonly<Record<string, EventTarget>>;

/**
 * Delivers once. Where it throws `AwsError`, the rule's retry policy and dead letters take over. A
 * warning goes to the feed, and the event counts as delivered.
 */
export type EventTarget = (delivery: EventDelivery, call: Call) => Promise<DeliveryWarning | void>;

/** Why an event that was delivered may have had no effect. */
export interface DeliveryWarning {
  readonly code: string;
  readonly message: string;
}

export interface EventDelivery {
  readonly targetArn: string;
  /** What the target is given, after its input transformer: a JSON value. */
  readonly input: unknown;
  /** Such as `{AppSyncParameters: {GraphQLOperation}}`. */
  readonly parameters: TargetParameters;
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
