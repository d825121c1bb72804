// As a namespace, of which the bundler keeps what is used: without the locales, a third of a megabyte.
import * as z from 'zod';

/** How a message died: `PERMANENT` at first sight, `EXHAUSTED` by its deliveries, `KILLED` without a word of its worker. */
export const deathClasses = ['PERMANENT', 'EXHAUSTED', 'KILLED', 'UNDELIVERED', 'UNREAD'] as const;

/**
 * The class of a death. Workers say the first two themselves. The others are concluded: `KILLED` by SQS's own move (a
 * time-out, no memory, a crash, a throttle), `UNDELIVERED` an event that a rule could not deliver, `UNREAD` the place
 * of a stream record that a pipe gave up on.
 */
export type DeathClass = (typeof deathClasses)[number];

/**
 * The message attributes of a dead letter that its worker put aside. A message has ten at most:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export const letterAttributes = {
  deathClass: 'DeathClass',
  errorCode: 'ErrorCode',
  failingStep: 'FailingStep',
  entityType: 'EntityType',
  entityId: 'EntityId',
  reason: 'Reason',
  traceId: 'TraceId',
  /** `Death` as JSON. */
  death: 'Death',
  /** `Redrive` as JSON: written by whoever brings a letter back, and kept by later deaths. */
  redrive: 'Redrive',
  /** `Edited` as JSON: the body is not the one that died. */
  edited: 'Edited',
} as const;

/** What a worker notes of a death, beside its reason. Times are ISO 8601 in UTC. */
export const Death = z.object({
  /** `MessageId` of the message that died; its letter is a new one. Log lines have it as `messageId`. */
  messageId: z.string(),
  receiveCount: z.number().int(),
  sentOn: z.string(),
  firstReceivedOn: z.string(),
  diedOn: z.string(),
  /** Which code gave up: the hash of the function's bundle. */
  codeVersion: z.string(),
  /** Set where the body had to be cut to leave room for the reason: its size in bytes, and the hash of the whole. */
  originalBytes: z.number().int().optional(),
  originalSha256: z
    .string()
    .regex(/^[\da-f]{64}$/)
    .optional(),
  /** `Redrive.count` when it died: a higher one beside it says that it was brought back since. @default 0 */
  redrives: z.number().int().optional(),
  /** Deaths of this message before this one, each soon after the one before. @default 0 */
  repeats: z.number().int().optional(),
});
export type Death = z.infer<typeof Death>;

/** What brought a message back: it counts how often this message has been. */
export const Redrive = z.object({
  /** Id of the run in the history. */
  runId: z.string(),
  /** Times this message was brought back, this time included. */
  count: z.number().int().positive(),
  by: z.string(),
  on: z.string(),
});
export type Redrive = z.infer<typeof Redrive>;

/** What a message carries that died, and when it was sent. Times in epoch milliseconds. */
export interface CarriedDeath {
  readonly death: Death;
  readonly redrive: Redrive | undefined;
  /** `SentTimestamp`. */
  readonly sentMs: number;
}

/**
 * Chosen: how much later than its death a letter was sent, at most. One brought back by SQS's own move counts as sent when
 * it was moved, which is later: "a new messageID and enqueueTime are assigned to redriven messages".
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
const SENT_WITHIN_MS = 5_000;

/** Chosen: a message that dies this soon after its last death repeats itself, and after so many repeats is not worked on. */
const REPEATED_WITHIN_MS = 15 * 60_000;
const MAX_REPEATS = 5;

/** Whether somebody who counts brought it back since. SQS's own move does not count. */
export const isBroughtBack = ({ redrives = 0 }: Death, redrive: Redrive | undefined): boolean =>
  redrive !== undefined && redrive.count > redrives;

/** Whether a death now, after this one, repeats it. */
export const isRepeated = ({ diedOn }: Death, nowMs: number): boolean =>
  nowMs - Date.parse(diedOn) < REPEATED_WITHIN_MS;

/**
 * Whether a message is the letter of the death that it carries, not worked on since. One that was brought back carries it,
 * too. The second way bounds what would go around for ever where the clocks of Lambda and SQS are apart, or somebody
 * brings back what dies at once.
 */
export const isLetterOf = ({ death, redrive, sentMs }: CarriedDeath, nowMs: number): boolean => {
  if (isBroughtBack(death, redrive)) return false;
  const isNew = sentMs - Date.parse(death.diedOn) <= SENT_WITHIN_MS;
  return isNew || ((death.repeats ?? 0) >= MAX_REPEATS && isRepeated(death, nowMs));
};

/** Who changed the body of a letter. The history has the body that died. */
export const Edited = z.object({ runId: z.string(), by: z.string(), on: z.string() });
export type Edited = z.infer<typeof Edited>;
