import type { Feed, FeedRecord } from '../platform/Feed.ts';
import { createTraceLinks, type TraceLinks } from './createTraceLinks.ts';
import { SHORTEST_END } from './readTraceEnd.ts';

/** The latest requests' records, by trace. They are kept as they were published: nothing is formatted until somebody asks. */
export interface Traces {
  /** Those that began last come first. */
  latest(limit: number): readonly KeptTrace[];
  /** Finds a trace by its id or by the end of it, of at least `SHORTEST_END` characters; of several the latest. */
  find(id: string): KeptTrace | undefined;
  /** Finds the request that caused a subscription's delivery, by the subscription's id and the delivery's number in it. */
  findDelivery(subscriptionId: string, number: number): KeptTrace | undefined;
  /** The request that a record of the feed belongs to: its trace, or that of the request behind whose stream it happened. */
  rootOf(record: FeedRecord): string | null;
}

export interface KeptTrace {
  readonly id: string;
  /** In the order of the feed. */
  readonly records: readonly FeedRecord[];
  /** How many records were not kept. */
  readonly omitted: number;
}

/** Chosen: some minutes of work by hand, or the end of a burst. The oldest go first. */
const MOST_TRACES = 500;
/** Chosen, of all traces together, as far as their records are weighed. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Chosen: one request of a hundred resolvers that all read and log. */
const MOST_RECORDS_A_TRACE = 2000;
/** Chosen, so that one request that logs megabytes does not push out all others. */
const MOST_BYTES_A_TRACE = 1024 * 1024;
/** Chosen: a line of log beyond it is kept without its end. */
const LONGEST_LINE = 4096;

interface Entry extends KeptTrace {
  readonly records: FeedRecord[];
  bytes: number;
  omitted: number;
}

export function createTraces(feed: Feed): Traces {
  /** In the order in which they began. */
  const entries = new Map<string, Entry>();
  const links: TraceLinks = createTraceLinks((id) => entries.has(id));
  let bytes = 0;

  const dropOldest = () => {
    for (const [id, oldest] of entries) {
      if (entries.size <= MOST_TRACES && bytes <= MOST_BYTES) return;
      entries.delete(id);
      links.forget(id);
      bytes -= oldest.bytes;
    }
  };

  const entryOf = (id: string): Entry => {
    const known = entries.get(id);
    if (known) return known;
    const entry: Entry = { id, records: [], bytes: 0, omitted: 0 };
    entries.set(id, entry);
    return entry;
  };

  const keep = (id: string, record: FeedRecord, weight: number) => {
    const entry = entryOf(id);
    if (entry.records.length >= MOST_RECORDS_A_TRACE || entry.bytes + weight > MOST_BYTES_A_TRACE) {
      entry.omitted++;
      return;
    }
    entry.records.push(record);
    entry.bytes += weight;
    bytes += weight;
  };

  feed.subscribe((record) => {
    if (record.traceId === null) return;
    const kept = withoutEnd(record);
    const weight = weightOf(kept);
    for (const id of links.follow(record)) keep(id, kept, weight);
    if (entries.size > MOST_TRACES || bytes > MOST_BYTES) dropOldest();
  });

  return {
    latest: (limit) => [...entries.values()].reverse().slice(0, limit),
    find(id) {
      const exact = entries.get(links.rootOf(id));
      if (exact || id.length < SHORTEST_END) return exact;
      return [...entries.values()].findLast((entry) => entry.id.endsWith(id));
    },
    findDelivery: (subscriptionId, number) =>
      [...entries.values()].findLast(({ records }) =>
        records.some(
          (record) =>
            record.kind === 'delivery' &&
            record.subscriptionId === subscriptionId &&
            record.number === number,
        ),
      ),
    rootOf: (record) => (record.traceId === null ? null : (links.tracesOf(record)[0] ?? null)),
  };
}

/** What an object of a record takes beside its texts, and what links it to others. */
const RECORD_BYTES = 400;

/** A record's share of the memory, in bytes: what its sender may make long is counted. */
function weightOf(record: FeedRecord): number {
  switch (record.kind) {
    case 'log':
      return RECORD_BYTES + record.line.length;
    case 'message':
      return RECORD_BYTES + textOf(record.attributes, ({ StringValue }) => StringValue);
    case 'write':
    case 'conflict':
      return RECORD_BYTES + textOf(record.keys, (value) => (typeof value === 'string' ? value : undefined));
    case 'invocation':
      return RECORD_BYTES + (record.error?.length ?? 0);
    case 'failure':
      return RECORD_BYTES + record.message.length;
    case 'email':
      return RECORD_BYTES + record.subject.length;
    case 'request':
      return RECORD_BYTES + lengthOf(record.fields) + lengthOf(record.errors);
    default:
      return RECORD_BYTES;
  }
}

function textOf<Value>(
  members: Readonly<Record<string, Value>>,
  text: (value: Value) => string | undefined,
): number {
  let length = 0;
  for (const name in members) length += name.length + (text(members[name] as Value)?.length ?? 0); // An own member.
  return length;
}

const lengthOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);

/** A slice alone would keep the whole text in memory. */
const withoutEnd = (record: FeedRecord): FeedRecord =>
  record.kind === 'log' && record.line.length > LONGEST_LINE
    ? { ...record, line: `${Buffer.from(record.line.slice(0, LONGEST_LINE)).toString()} …` }
    : record;
