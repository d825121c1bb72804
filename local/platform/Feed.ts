import type { Clock } from './Clock.ts';

/**
 * Publishes everything that happens, in order, as typed records. Screens, logs, meters and tests read them;
 * nothing in the cloud depends on them.
 */
export interface Feed {
  publish(entry: FeedEntry): void;
  /** Names something that causes other things, such as a step of a resolver; unique in this feed. */
  newSegmentId(): string;
  /** Calls `listener` with every later record. Returns a function that ends this. */
  subscribe(listener: (record: FeedRecord) => void): () => void;
}

export type FeedRecord = FeedEntry & {
  /** Counts from 1 without gaps. */
  readonly sequence: number;
  /** Epoch milliseconds by the cloud's clock. */
  readonly time: number;
};

export type FeedEntry = {
  /** The X-Ray root of the request that this belongs to; null for what the cloud does by itself. */
  readonly traceId: string | null;
  /**
   * What caused this, where that is known: the `segmentId` of a request, step or invocation, or the `eventId` of an event.
   * What a message or a stream caused is found by `batch` and `streamTraceId`.
   */
  readonly parentId?: string | undefined;
} & (
  | RequestEntry
  | StepEntry
  | MessageEntry
  | InvocationEntry
  | WriteEntry
  | ReadEntry
  | ConflictEntry
  | EventEntry
  | DeliveryEntry
  | NotificationEntry
  | EmailEntry
  | LogEntry
  | FailureEntry
  | AlarmEntry
  | DenialEntry
  | UpdateEntry
);

/** A GraphQL operation was answered. */
export interface RequestEntry {
  readonly kind: 'request';
  readonly operation: 'query' | 'mutation' | 'subscription';
  /** Root fields, such as `createThing`. */
  readonly fields: readonly string[];
  /** `username`, `API key` or the role's name. */
  readonly caller: string;
  /** `errorType`s, or the message where there is none; empty when all went well. */
  readonly errors: readonly string[];
  readonly durationMs: number;
  readonly segmentId?: string;
}

/** A resolver without a pipeline ran, or one function of a pipeline. */
export interface StepEntry {
  readonly kind: 'step';
  /** The function's name, or the resolver's field, such as `Query.thing`: the source of its log lines. */
  readonly source: string;
  readonly dataSource: string;
  readonly durationMs: number;
  /** Its error's type or message, where it raised one. */
  readonly error?: string;
  readonly segmentId: string;
}

/** Something happened to a queued message. */
export interface MessageEntry {
  readonly kind: 'message';
  readonly queue: string;
  readonly messageId: string;
  readonly change:
    | 'sent'
    | 'received'
    | 'deleted'
    | 'returned'
    | 'deadLettered'
    | 'redriven'
    | 'expired'
    | 'purged';
  readonly receiveCount: number;
  /** Its message attributes, by name. */
  readonly attributes: Readonly<Record<string, { readonly StringValue?: string | undefined }>>;
  /** When it was sent, in epoch milliseconds. */
  readonly sentAt: number;
  /** When it was last received, in epoch milliseconds; when it was sent where it never was. */
  readonly receivedAt: number;
  /** Where it went, for `deadLettered` and `redriven`. */
  readonly to?: string;
}

/** A Lambda function ended. */
export interface InvocationEntry {
  readonly kind: 'invocation';
  readonly functionName: string;
  readonly requestId: string;
  readonly outcome: 'succeeded' | 'failed' | 'timedOut' | 'throttled';
  readonly durationMs: number;
  readonly coldStart: boolean;
  /** Of the function's configuration. */
  readonly memoryMb?: number;
  /** The error's type and message when it did not succeed. */
  readonly error?: string;
  readonly segmentId?: string;
  readonly batch?: Batch | undefined;
  /** How many of the batch it gave back, to be delivered again, though it succeeded. */
  readonly failedItems?: number;
}

/**
 * The messages or stream records that are worked on together, each of which may belong to a request of its own. X-Ray links
 * their traces to that of the invocation: https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html
 */
export type Batch = readonly BatchItem[];

export interface BatchItem {
  readonly traceId: string;
  /** Absent for a record of a stream. */
  readonly messageId?: string;
}

/** One item of a table changed, or was written to without a change. */
export interface WriteEntry {
  readonly kind: 'write';
  readonly table: string;
  readonly change: 'INSERT' | 'MODIFY' | 'REMOVE' | 'NONE';
  /** Plain key values, such as `{pk: 'a', sk: 'b'}`. */
  readonly keys: Readonly<Record<string, unknown>>;
  /** On-demand write request units, indexes included. */
  readonly units: number;
  readonly transactional: boolean;
  /** The trace that begins behind the table's stream, where it has one. */
  readonly streamTraceId?: string | undefined;
  /** The trace that a new item of the same commit names in one of its attributes. */
  readonly namedTraceId?: string | undefined;
}

/** Items were read. */
export interface ReadEntry {
  readonly kind: 'read';
  readonly table: string;
  readonly operation: string;
  readonly items: number;
  /** On-demand read request units. */
  readonly units: number;
}

/** A request for one item was refused, because the item was part of an ongoing transaction. */
export interface ConflictEntry {
  readonly kind: 'conflict';
  readonly table: string;
  /** Plain key values, such as `{pk: 'a', sk: 'b'}`. */
  readonly keys: Readonly<Record<string, unknown>>;
  /** The action that was refused, such as `PutItem`. */
  readonly operation: string;
}

/** An event reached a bus. */
export interface EventEntry {
  readonly kind: 'event';
  readonly bus: string;
  readonly eventId: string;
  readonly source: string;
  readonly detailType: string;
  /** Names of the rules it matched. */
  readonly rules: readonly string[];
}

/** Data was sent to a subscriber. */
export interface DeliveryEntry {
  readonly kind: 'delivery';
  /** The subscription field. */
  readonly field: string;
  readonly connectionId: string;
  readonly subscriptionId: string;
  /** Counts the deliveries of its subscription, from 1, as a client counts what it receives. */
  readonly number: number;
  readonly bytes: number;
}

/** A topic's message was delivered to a subscription. */
export interface NotificationEntry {
  readonly kind: 'notification';
  readonly topicArn: string;
  readonly messageId: string;
  readonly endpoint: string;
}

/** A message to a person was captured, which on AWS would have been sent. */
export interface EmailEntry {
  readonly kind: 'email';
  /** @default EMAIL */
  readonly medium?: 'EMAIL' | 'TEXT';
  readonly to: string;
  readonly subject: string;
}

/** A Lambda function or a resolver logged a line. */
export interface LogEntry {
  readonly kind: 'log';
  readonly source: string;
  readonly line: string;
  /** Of the invocation that logged it. */
  readonly batch?: Batch | undefined;
}

/** Something failed that has no caller: a target, a pipe, a delivery. */
export interface FailureEntry {
  readonly kind: 'failure';
  /** The resource, such as a rule's name. */
  readonly source: string;
  readonly code: string;
  readonly message: string;
}

/** An alarm changed its state. */
export interface AlarmEntry {
  readonly kind: 'alarm';
  readonly alarm: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly previousState: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** In CloudWatch's words. */
  readonly reason: string;
  /** What its author wrote for whoever is woken. */
  readonly description?: string;
}

/** A call was refused by the policies of its caller or of the resource. */
export interface DenialEntry {
  readonly kind: 'denial';
  /** ARN of the role's session, or a service's name. */
  readonly principal: string;
  /** The IAM action that is missing or denied, such as `dynamodb:PutItem`. */
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  /** In AWS's words, such as `because no identity-based policy allows the dynamodb:PutItem action`. */
  readonly reason: string;
}

/** The cloud took another version of its templates. */
export interface UpdateEntry {
  readonly kind: 'update';
  readonly changes: readonly ResourceChange[];
  readonly durationMs: number;
}

export interface ResourceChange {
  /** `replaced`: another one takes its place, under another name, and what it held is gone. */
  readonly action: 'added' | 'updated' | 'replaced' | 'removed';
  readonly stack: string;
  readonly logicalId: string;
  /** Its construct's path below the stack, such as `Jobs/Queue`. */
  readonly path: string;
  /** CloudFormation's, such as `AWS::SQS::Queue`. */
  readonly type: string;
  /** Names of the properties that differ; for a replacement those that require it. Empty for what is added or removed. */
  readonly properties: readonly string[];
}

export function createFeed(clock: Clock): Feed {
  const listeners = new Set<(record: FeedRecord) => void>();
  let sequence = 0;
  let segments = 0;
  return {
    // As long as X-Ray's: https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html
    newSegmentId: () => (++segments).toString(16).padStart(16, '0'),
    publish(entry) {
      const record: FeedRecord = { ...entry, sequence: ++sequence, time: clock.now() };
      for (const listener of listeners) listener(record);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
