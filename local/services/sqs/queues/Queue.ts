import type { MessageStore } from '../messages/MessageStore.ts';
import type { Deduplication } from '../messages/createDeduplication.ts';

/** The account's queues. */
export interface Queues {
  /** Throws where SQS does. Returns the existing queue where its name and attributes are the same. */
  create(name: string, attributes: Readonly<Record<string, string>>): Queue;
  /** Changes attributes. An empty value removes a policy. */
  configure(queue: Queue, attributes: Readonly<Record<string, string>>): void;
  delete(queue: Queue): void;
  all(): Iterable<Queue>;
  byName(name: string): Queue | undefined;
  byArn(arn: string): Queue | undefined;
  /** Finds a queue by the path of its URL, whatever the host. Throws where there is none. */
  byUrl(url: string): Queue;
  urlOf(queue: Queue): string;
  /** The position of a new message among all messages: higher than any before. */
  nextOrder(): number;
}

export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly fifo: boolean;
  /** Epoch milliseconds, as every time here. */
  readonly createdAt: number;
  modifiedAt: number;
  /** The attributes that were set, as AWS names and spells them, without defaults. */
  attributes: Readonly<Record<string, string>>;
  /** The settings that the attributes and the defaults result in. */
  settings: QueueSettings;
  readonly tags: Map<string, string>;
  readonly messages: MessageStore;
  readonly deduplication: Deduplication;
  purgedAt: number;
  /** The move tasks whose source is this queue, the latest first. */
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
  /** How many times a message is received before it becomes a dead letter. */
  readonly maxReceiveCount: number;
}

/** Which queues may use this one as their dead-letter queue. */
export interface RedriveAllowPolicy {
  readonly redrivePermission: 'allowAll' | 'denyAll' | 'byQueue';
  readonly sourceQueueArns?: readonly string[] | undefined;
}

/** A task that moves dead letters back to the queues they came from, or to one queue. */
export interface MoveTask {
  readonly taskId: string;
  readonly sourceArn: string;
  /** Undefined to move each message to the queue it came from. */
  readonly destinationArn: string | undefined;
  /** Undefined for no limit. */
  readonly messagesPerSecond: number | undefined;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly toMove: number;
  moved: number;
  status: 'RUNNING' | 'COMPLETED' | 'CANCELLING' | 'CANCELLED' | 'FAILED';
  failureReason: string | undefined;
}
