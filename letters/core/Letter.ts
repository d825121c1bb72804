import type { DeathClass, Redrive } from '../../model/deadLetters/attributes.ts';

/** A dead-letter queue, as SQS and its tags describe it. */
export interface DeadLetterQueue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  /** The queues whose redrive policy names this one. Empty for events of rules and records of pipes. */
  readonly sources: readonly SourceQueue[];
  /** Its tags by key, such as `frontdesk:step`; none where they may not be read. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Where the letters of a queue go home to. */
export interface SourceQueue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
}

/** One dead letter, with what is known of its death. Nothing here is changed by reading it. */
export interface Letter {
  /** SQS `MessageId` of the letter as it lies in its queue. */
  readonly id: string;
  readonly queue: DeadLetterQueue;
  /** Byte-true, as SQS returns it. */
  readonly body: string;
  /** Message attributes by name, as SQS returns them. */
  readonly attributes: Readonly<Record<string, LetterAttribute>>;
  /** System attributes by name, such as `SentTimestamp` and `DeadLetterQueueSourceArn`. */
  readonly systemAttributes: Readonly<Record<string, string>>;
  /** Of the latest receive: deletes or releases it while it is hidden. */
  readonly receiptHandle: string;
  readonly cause: Cause;
}

/** A message attribute; `binaryValue` in base64. */
export interface LetterAttribute {
  readonly dataType: string;
  readonly stringValue?: string;
  readonly binaryValue?: string;
}

/** Why a message died, from its attributes, or from its worker's log lines where it was killed. Times: ISO 8601, UTC. */
export interface Cause {
  readonly deathClass: DeathClass;
  /** A typed code: an `ErrorType` of the model, EventBridge's `ERROR_CODE`, or `TimedOut`, `OutOfMemory`, `Crashed`, `Throttled`, `Unknown`. */
  readonly errorCode: string;
  readonly reason: string;
  readonly failingStep: string | undefined;
  readonly entityType: string | undefined;
  readonly entityId: string | undefined;
  readonly traceId: string | undefined;
  readonly codeVersion: string | undefined;
  readonly sentOn: string;
  readonly firstReceivedOn: string | undefined;
  readonly diedOn: string | undefined;
  readonly receiveCount: number | undefined;
  /** `MessageId` of the message that died, by which log lines name it. */
  readonly messageId: string;
  /** The deliveries that log lines tell of, oldest first. */
  readonly attempts: readonly Attempt[];
  /** The latest time it was brought back, if it ever was. */
  readonly redrive: Redrive | undefined;
}

/** One delivery of a message. */
export interface Attempt {
  readonly receiveCount: number;
  readonly on: string;
  readonly outcome: 'failed' | 'killed' | 'throttled' | 'dead';
  /** What was thrown, or what ended the function. */
  readonly error: string;
  /** Lambda's request id, where known. */
  readonly requestId: string | undefined;
}
