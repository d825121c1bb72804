import type { DeployedStack } from '../assembly/walkAssembly.ts';
import type { FeedRecord, InvocationEntry, MessageEntry } from '../platform/Feed.ts';
import { deathsOf } from './deadLetterQueues.ts';

/** What an app's dead letters are like, for whoever watches the feed. */
export interface LetterHints {
  /** The reason that a letter carries in its attributes; undefined where it carries none. */
  reasonOf(attributes: TextAttributes): string | undefined;
  /** Whether a message is one that its consumer leaves to the queue to move: nothing but its death is shown. */
  isDying(attributes: TextAttributes, sentAt: number): boolean;
  /** The command that shows a letter, for a person to copy. @default - none is shown */
  readonly commandFor?: (messageId: string) => string;
}

/** A message's attributes that are text, by name. */
export type TextAttributes = Readonly<Record<string, string>>;

/** Follows messages from their deliveries to their deaths. */
export interface DeathWatch {
  /** Call this with every record of the feed, in order. */
  follow(record: FeedRecord): Followed;
}

/** A death with its reason, a record that only leads to one, or anything else. */
export type Followed = Death | 'passing' | undefined;

export interface Death {
  readonly queue: string;
  readonly reason: string;
  readonly command?: string;
}

/** For an app of which nothing is known. */
const NO_HINTS: LetterHints = {
  reasonOf: () => undefined,
  isDying: () => false,
};

/** Requests whose messages die at the same time. Chosen; what is forgotten is shown. */
const MOST_DYING = 1000;

export function createDeathWatch(stacks: readonly DeployedStack[], hints = NO_HINTS): DeathWatch {
  const { deadLetterQueues, consumerOf } = deathsOf(stacks);
  const failures = new Map<string, FailedInvocation>();
  const dyingTraces = new Set<string>();

  const deathIn = (record: RecordOf<'message'>, attributes: TextAttributes, reason: string): Followed => ({
    queue: record.queue,
    reason: hints.reasonOf(attributes) ?? undeliveredReason(attributes) ?? reason,
    ...(hints.commandFor && { command: hints.commandFor(record.messageId) }),
  });

  /** Why the message's last delivery failed, as far as its consumer's end tells. */
  const lastFailure = ({ queue, receivedAt, receiveCount }: RecordOf<'message'>): string => {
    const failure = failures.get(consumerOf(queue) ?? '');
    const times = `received ${receiveCount} ${receiveCount === 1 ? 'time' : 'times'}`;
    return failure && failure.time >= receivedAt ? `${failure.reason}, ${times}` : times;
  };

  const followMessage = (record: RecordOf<'message'>): Followed => {
    const attributes = textAttributes(record.attributes);
    const { change, queue, traceId, sentAt } = record;
    if (change === 'deadLettered') {
      if (traceId !== null) dyingTraces.delete(traceId);
      return deathIn(record, attributes, lastFailure(record));
    }
    if (change === 'sent' && deadLetterQueues.has(queue)) {
      // What has a reason already died before: somebody edited it, or brought it from elsewhere.
      if (hints.reasonOf(attributes) !== undefined) return undefined;
      return deathIn(record, attributes, 'put aside');
    }
    if (!hints.isDying(attributes, sentAt)) return undefined;
    if (change === 'received' && traceId !== null) remember(dyingTraces, traceId);
    return 'passing';
  };

  const followInvocation = (record: RecordOf<'invocation'>): Followed => {
    const { functionName, outcome, time, error, traceId } = record;
    if (outcome !== 'succeeded') {
      failures.set(functionName, { time, reason: reasonOf(outcome, error ?? '') });
      return undefined;
    }
    return traceId !== null && dyingTraces.has(traceId) ? 'passing' : undefined;
  };

  return {
    follow(record) {
      if (record.kind === 'message') return followMessage(record);
      return record.kind === 'invocation' ? followInvocation(record) : undefined;
    },
  };
}

type RecordOf<Kind extends FeedRecord['kind']> = Extract<FeedRecord, { kind: Kind }>;

interface FailedInvocation {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly reason: string;
}

function remember(traces: Set<string>, traceId: string): void {
  const [oldest] = traces;
  if (traces.size >= MOST_DYING && oldest !== undefined) traces.delete(oldest);
  traces.add(traceId);
}

const textAttributes = (attributes: MessageEntry['attributes']): TextAttributes =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, { StringValue }]) =>
      StringValue === undefined ? [] : [[name, StringValue]],
    ),
  );

/** An event that a rule could not deliver: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
const undeliveredReason = ({ ERROR_CODE, ERROR_MESSAGE }: TextAttributes) =>
  ERROR_CODE && `${ERROR_CODE}: ${ERROR_MESSAGE ?? ''}`;

/** How an invocation ended, without its type and request id: `Task timed out after 3.00 seconds`. */
function reasonOf(outcome: InvocationEntry['outcome'], error: string): string {
  if (outcome === 'throttled') return 'throttled';
  const [, type = '', message = error] = /^([\w.]+): (?:RequestId: \S+ Error: )?(.*)$/s.exec(error) ?? [];
  if (type === 'Runtime.OutOfMemory') return 'out of memory';
  if (outcome === 'timedOut' || type === 'Runtime.ExitError') return message;
  return `${type}: ${message}`;
}
