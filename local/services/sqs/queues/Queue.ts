import type { MessageStore } from '../messages/MessageStore.ts';
import type { Deduplication } from '../messages/createDeduplication.ts';

/** The account's queues. */
export interface Queues {
  /** Refuses what SQS refuses; a queue of the same name and attributes is given back as it is. */
  create(name: string, attributes: Readonly<Record<string, string>>): Queue;
  /** Changes attributes; an empty value takes a policy away. */
  configure(queue: Queue, attributes: Readonly<Record<string, string>>): void;
  delete(queue: Queue): void;
  all(): Iterable<Queue>;
  byName(name: string): Queue | undefined;
  byArn(arn: string): Queue | undefined;
  /** Finds a queue by the path of its URL, whatever the host; refuses where there is none. */
  byUrl(url: string): Queue;
  urlOf(queue: Queue): string;
  /** Moves time's arrow for a new message: higher than any before it. */
  nextOrder(): number;
}

export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly fifo: boolean;
  /** Epoch milliseconds, as every time here. */
  readonly createdAt: number;
  modifiedAt: number;
  /** What was set, by AWS's names and in its spelling, defaults left out. */
  attributes: Readonly<Record<string, string>>;
  /** What the attributes and the defaults come to. */
  settings: QueueSettings;
  readonly tags: Map<string, string>;
  readonly messages: MessageStore;
  readonly deduplication: Deduplication;
  purgedAt: number;
  /** Move tasks that had this queue as their source, the latest first. */
  moveTasks: readonly MoveTask[];
}

/** A queue's attributes as the engine uses them; durations in milliseconds, sizes in bytes. */
export interface QueueSettings {
  readonly delayMs: number;
  readonly maximumMessageSize: number;
  readonly retentionMs: number;
  readonly waitMs: number;
  readonly visibilityTimeoutMs: number;
  readonly redrivePolicy: RedrivePolicy | undefined;
  readonly redriveAllowPolicy: RedriveAllowPolicy;
  readonly contentBasedDeduplication: boolean;
  readonly deduplicationScope: 'queue' | 'messageGroup';
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html */
export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  /** Receives after which a message is a dead letter. */
  readonly maxReceiveCount: number;
}

/** Which queues may name this one as their dead letters. */
export interface RedriveAllowPolicy {
  readonly redrivePermission: 'allowAll' | 'denyAll' | 'byQueue';
  readonly sourceQueueArns?: readonly string[] | undefined;
}

/** Moves dead letters back to where they came from, or to one queue. */
export interface MoveTask {
  readonly taskId: string;
  readonly sourceArn: string;
  /** Undefined for each message's own origin. */
  readonly destinationArn: string | undefined;
  /** Undefined for as fast as it goes. */
  readonly messagesPerSecond: number | undefined;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly toMove: number;
  moved: number;
  status: 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
  failureReason: string | undefined;
}
