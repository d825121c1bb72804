import type { Clients } from './clients.ts';
import { isoOf } from './Clock.ts';
import { jsonOf, valueAt } from './jsonOf.ts';
import type { DeadLetterQueue, Letter } from './Letter.ts';
import { mapLimited } from './mapLimited.ts';
import { labelOf } from './queues.ts';
import { searchLogs } from './searchLogs.ts';
import type { Row } from './storedEntity.ts';
import { findWorkers } from './workers.ts';

/** Something that happened on the way of a letter. */
export interface Moment {
  /** ISO 8601. */
  readonly on: string;
  /** A worker, a queue or the table. */
  readonly where: string;
  readonly what: string;
  /** Whether it is about this very message, rather than about its trace. */
  readonly isOwn: boolean;
}

export interface PathOptions {
  /** The queues whose workers may have had a part in it. */
  readonly queues: readonly DeadLetterQueue[];
  /** Events of its entity. */
  readonly events: readonly Row[];
  /** Epoch milliseconds. */
  readonly now: number;
  readonly stop?: AbortSignal | undefined;
}

/** Log groups that are searched at once: CloudWatch takes few such requests a second. Chosen. */
const AT_ONCE = 4;

/** A trace takes seconds before its message is sent, and its message's death at most hours; chosen. */
const BEFORE_MS = 10 * 60_000;
const AFTER_MS = 6 * 3_600_000;

/**
 * What happened to a letter and around it, in the order of time: what SQS knows, the log lines of all workers that name the
 * message or its trace, and the events of its entity.
 */
export async function readPath(
  clients: Pick<Clients, 'logs' | 'lambda'>,
  letter: Letter,
  { queues, events, now, stop }: PathOptions,
): Promise<{ readonly moments: readonly Moment[]; readonly complete: boolean }> {
  const { messageId, traceId, sentOn, diedOn } = letter.cause;
  const pattern = [messageId, traceId]
    .filter((id) => id !== undefined)
    .map((id) => `?"${id}"`)
    .join(' ');
  const from = Date.parse(sentOn) - BEFORE_MS;
  const to = Math.min(now, Date.parse(diedOn ?? sentOn) + AFTER_MS);
  const workers = await mapLimited(queues, AT_ONCE, async (queue) =>
    (await findWorkers(clients, queue)).map(({ logGroup }) => [logGroup, labelOf(queue)] as const),
  );
  const labels = [...new Map(workers.flat())];
  const found = await mapLimited(labels, AT_ONCE, async ([logGroup, label]) => {
    const { events: lines, complete } = await searchLogs(clients, { logGroup, pattern, from, to, stop });
    const own = label === labelOf(letter.queue) ? withoutBatchMates(letter, lines) : lines;
    const moments = own.map(({ timestamp, message }) => ({
      on: isoOf(timestamp),
      ...lineOf(message, label),
      isOwn: message.includes(messageId),
    }));
    return { moments, complete };
  });
  const moments = [
    ...found.flatMap((one) => one.moments),
    ...momentsOf(letter),
    ...events.filter((row) => traceId === undefined || row['traceId'] === traceId).map(eventMoment),
  ].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  return { moments, complete: found.every((one) => one.complete) };
}

/**
 * Leaves out what a worker says of other messages. Those of one batch may share a trace, which then has the lines of all
 * of them and of their invocations. Of its entity every line is kept: an earlier delivery of it had another message id.
 */
function withoutBatchMates<Line extends { readonly message: string }>(
  { cause: { messageId, entityId } }: Letter,
  lines: readonly Line[],
): Line[] {
  const own = lines.filter(({ message }) => message.includes(messageId)).map(({ message }) => message);
  return lines.filter(({ message }) => {
    const [, reported] = /^REPORT RequestId: (\S+)/.exec(message) ?? [];
    if (reported !== undefined) return own.some((line) => line.includes(reported));
    const json = jsonOf(message.slice(Math.max(0, message.indexOf('{'))));
    const other = valueAt(json, 'messageId');
    return other === undefined || other === messageId || valueAt(json, 'entityId') === entityId;
  });
}

/** A worker's line in words: its step, what it says, and what was thrown. Other lines as they are. */
function lineOf(message: string, label: string): Pick<Moment, 'where' | 'what'> {
  const json = jsonOf(message.slice(Math.max(0, message.indexOf('{'))));
  const text = (name: string) => {
    const value = valueAt(json, name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const what = text('message');
  if (what === undefined) return { where: label, what: message.trim() };
  const count = text('receiveCount');
  const details = [
    count && `delivery ${count}`,
    text('outcome'),
    text('errorCode') ?? text('error'),
    text('reason'),
  ];
  return {
    where: text('step') ?? label,
    what: [what, ...details].filter(Boolean).join(', '),
  };
}

/** What the letter tells of itself. */
function momentsOf({ cause, queue, attributes }: Letter): Moment[] {
  const moment = (on: string | undefined, what: string): Moment[] =>
    on === undefined ? [] : [{ on, where: labelOf(queue), what, isOwn: true }];
  const { redrive } = cause;
  return [
    ...moment(cause.sentOn, attributes['RULE_ARN'] ? 'reached the dead letters' : 'sent'),
    ...moment(cause.firstReceivedOn, 'first received'),
    ...moment(redrive?.on, `brought back by ${redrive?.by}, for the ${redrive?.count}. time`),
    ...moment(cause.diedOn, `died: ${cause.deathClass} ${cause.errorCode}`),
  ];
}

function eventMoment(row: Row): Moment {
  const on = valueAt(row, 'eventData.updatedOn');
  const name = row['eventName'] ?? row['sk'];
  return {
    on: typeof on === 'string' ? on : '',
    where: 'table',
    what: `wrote ${typeof name === 'string' ? name : 'an event'}`,
    isOwn: false,
  };
}
