import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { QueueClients } from './clients.ts';
import type { DeadLetterQueue, Letter } from './Letter.ts';
import { letterOf } from './letterOf.ts';
import { describeQueue, type QueueDescription } from './queues.ts';
import { BATCH, changeVisibility } from './visibility.ts';

export interface HoldOptions {
  /** Letters kept at most. */
  readonly limit: number;
  /** Letters received at most, where `keep` leaves some out. @default 10 times the limit, and 10,000 at least */
  readonly scanLimit?: number | undefined;
  /** How long what is received stays hidden from others, in seconds. `extend` begins it again. @default 30 */
  readonly hideSeconds?: number;
  /** Which letters are kept. The others are hidden as well until `release`: otherwise they would be received again. @default all */
  readonly keep?: ((letter: Letter) => boolean) | undefined;
  readonly onProgress?: ((progress: HoldProgress) => void) | undefined;
  /** No more is received once it is aborted. */
  readonly stop?: AbortSignal | undefined;
  /** Epoch milliseconds. @default the machine's */
  readonly now?: () => number;
}

export interface HoldProgress {
  readonly received: number;
  readonly kept: number;
  /** As SQS counted before; approximate. */
  readonly expected: number;
}

/** Letters that are hidden from everybody else until they are released, or until their time is over. */
export interface HeldLetters {
  readonly letters: readonly Letter[];
  readonly received: number;
  /** Whether the queue was seen to its end. */
  readonly complete: boolean;
  /** The queue as it was before. */
  readonly before: QueueDescription;
  /** Hides them again for `hideSeconds` from now. Returns how many could not be. @default all that are held */
  extend(letters?: readonly Letter[]): Promise<number>;
  /** Makes visible again. Returns how many were passed over: they were deleted, or their time was over. @default all that are held */
  release(letters?: readonly Letter[]): Promise<number>;
}

/** Receives under way at once; chosen: four hide forty letters. */
const AT_ONCE = 4;

/** Text kept at most, in UTF-16 units: letters have up to 1 MiB each. Chosen. */
const MAX_KEPT_TEXT = 256 * 1024 * 1024;

/**
 * A short poll asks some of the servers only, so one that finds nothing may be a coincidence.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
 */
const EMPTY_POLLS = 3;

/**
 * Receives what lies in a queue, and hides it so that the next receive brings others. SQS has no way to look at a
 * message without receiving it: its receive count goes up. Deletes nothing. A process that is killed leaves the letters
 * hidden for `hideSeconds` at most.
 */
export async function holdLetters(
  clients: QueueClients,
  queue: DeadLetterQueue,
  options: HoldOptions,
): Promise<HeldLetters> {
  const { hideSeconds = 30, now = Date.now, stop, onProgress } = options;
  const before = await describeQueue(clients, queue.url);
  const expected = before.visible;
  const held = createHeld(options);
  const hide = (letters: readonly Letter[] | undefined, seconds: number) =>
    changeVisibility(clients, queue.url, held.handlesOf(letters), seconds);

  let empties = 0;
  let hiddenOn = now();
  try {
    while (held.room() > 0 && empties < EMPTY_POLLS && !stop?.aborted) {
      // What SQS still counts is waited for; what it does not count is only looked for.
      const missing = expected - held.received();
      const most = Math.min(held.room(), Math.max(missing, BATCH));
      const waitSeconds = missing > 0 ? 1 : 0;
      const { letters, failure } = await receive(clients, queue, { most, hideSeconds, waitSeconds });
      empties = letters.filter(held.take).length === 0 ? empties + 1 : 0;
      if (failure) throw failure.reason;
      onProgress?.({ received: held.received(), kept: held.letters().length, expected });
      if (now() - hiddenOn > hideSeconds * 500) {
        await hide(undefined, hideSeconds);
        hiddenOn = now();
      }
    }
  } catch (error) {
    await hide(undefined, 0);
    throw error;
  }
  return {
    letters: held.letters(),
    received: held.received(),
    complete: empties === EMPTY_POLLS,
    before,
    extend: (letters) => hide(letters, hideSeconds),
    release: (letters) => hide(letters, 0),
  };
}

/** What one reader holds, within its bounds. */
function createHeld({ limit, keep, ...options }: HoldOptions) {
  const scanLimit = options.scanLimit ?? Math.max(10 * limit, 10_000);
  const kept = new Map<string, Letter>();
  const handles = new Map<string, string>();
  let text = 0;
  return {
    letters: () => [...kept.values()],
    received: () => handles.size,
    /** How many more may be received: with a choice to make, nobody knows how many of them are kept. */
    room(): number {
      if (kept.size >= limit || text > MAX_KEPT_TEXT) return 0;
      return keep ? scanLimit - handles.size : Math.min(limit - kept.size, scanLimit - handles.size);
    },
    /** Takes a letter, and returns whether it is new: one whose time was over comes again, with a new handle. */
    take(letter: Letter): boolean {
      const isNew = !handles.has(letter.id);
      handles.set(letter.id, letter.receiptHandle);
      if (!isNew ? kept.has(letter.id) : kept.size < limit && (keep?.(letter) ?? true)) {
        kept.set(letter.id, letter);
        if (isNew) text += letter.body.length;
      }
      return isNew;
    },
    handlesOf: (letters?: readonly Letter[]): string[] =>
      letters
        ? letters.map(({ id, receiptHandle }) => handles.get(id) ?? receiptHandle)
        : [...handles.values()],
  };
}

/** Receives at most so many messages by several requests at once. What others received is hidden, though one fails. */
async function receive(
  clients: QueueClients,
  queue: DeadLetterQueue,
  { most, ...options }: ReceiveOptions,
): Promise<{ readonly letters: Letter[]; readonly failure: PromiseRejectedResult | undefined }> {
  // No more than can be filled: one that finds nothing waits.
  const requests = Math.min(AT_ONCE, Math.ceil(most / BATCH));
  const answers = await Promise.allSettled(
    Array.from({ length: requests }, (_, index) =>
      receiveLetters(clients, queue, { ...options, most: Math.min(BATCH, most - index * BATCH) }),
    ),
  );
  return {
    letters: answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])),
    failure: answers.find((answer) => answer.status === 'rejected'),
  };
}

export interface ReceiveOptions {
  /** 1 to 10. */
  readonly most: number;
  /** How long they are hidden from others, in seconds. */
  readonly hideSeconds: number;
  /** How long SQS waits for the first, in seconds. @default the queue's own time */
  readonly waitSeconds?: number;
}

/** Receives letters once, each with the cause that it tells itself. */
export async function receiveLetters(
  { sqs }: QueueClients,
  queue: DeadLetterQueue,
  { most, hideSeconds, waitSeconds }: ReceiveOptions,
): Promise<Letter[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queue.url,
      MaxNumberOfMessages: most,
      VisibilityTimeout: hideSeconds,
      WaitTimeSeconds: waitSeconds,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    }),
  );
  return Messages.map((message) => letterOf(queue, message));
}
