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
