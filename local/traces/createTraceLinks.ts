import type { Batch, FeedRecord, MessageEntry } from '../platform/Feed.ts';
import { isTraceId } from '../platform/traceIds.ts';

/**
 * Finds the requests that records belong to. On AWS a trace ends at a table's stream, and messages of several requests are
 * worked on in the trace of the first; here both are known, so one request is one path.
 */
export interface TraceLinks {
  /** The same as `tracesOf`; remembers what the record begins. Call it once with every record, in the order of the feed. */
  follow(record: FeedRecord): readonly string[];
  /** The traces that a record belongs to. Only an invocation and its log can belong to several. */
  tracesOf(record: FeedRecord): readonly string[];
  /** The trace of the request behind whose stream another began; the same trace where it is none of a stream. */
  rootOf(traceId: string): string;
  /** Call this when a trace is not kept any longer. */
  forget(traceId: string): void;
}

/** @param isKnown whether a trace is kept: what some text names counts only then */
export function createTraceLinks(isKnown: (traceId: string) => boolean): TraceLinks {
  const roots = new Map<string, string>();
  const streamsOf = new Map<string, string[]>();

  const rootOf = (traceId: string) => roots.get(traceId) ?? traceId;

  const link = (streamTraceId: string, root: string) => {
    roots.set(streamTraceId, root);
    const streams = streamsOf.get(root);
    if (streams) streams.push(streamTraceId);
    else streamsOf.set(root, [streamTraceId]);
  };

  const tracesOf = (record: FeedRecord): readonly string[] => {
    if (record.traceId === null) return [];
    const own = rootOf(record.traceId);
    switch (record.kind) {
      case 'write':
        return [knownOr(record.namedTraceId, own)];
      case 'message':
        return [knownOr(traceNamedBy(record), own)];
      case 'invocation':
        return record.batch && record.batch.length > 1 ? rootsOf(record.batch) : [own];
      case 'log':
        return record.batch && record.batch.length > 1 ? logged(record.line, record.batch, own) : [own];
      default:
        return [own];
    }
  };

  const knownOr = (named: string | undefined, own: string) =>
    named !== undefined && isKnown(named) ? named : own;

  const rootsOf = (batch: Batch) => [...new Set(batch.map(({ traceId }) => rootOf(traceId)))];

  /** A line that names one of the batch's requests is about that one alone. */
  const logged = (line: string, batch: Batch, own: string): readonly string[] => {
    const all = rootsOf(batch);
    if (all.length === 1) return all;
    const named = tracesIn(line.slice(0, LONGEST_SEARCHED)).map(rootOf);
    const about = named.find((id) => id !== own && all.includes(id));
    return about ? [about] : named.includes(own) ? [own] : all;
  };

  return {
    rootOf,
    tracesOf,
    follow(record) {
      const traces = tracesOf(record);
      if (record.kind === 'write' && record.streamTraceId !== undefined)
        for (const root of traces) link(record.streamTraceId, root);
      return traces;
    },
    forget(traceId) {
      for (const stream of streamsOf.get(traceId) ?? []) roots.delete(stream);
      streamsOf.delete(traceId);
    },
  };
}

/** Where a line names its trace, if it does. Chosen. */
const LONGEST_SEARCHED = 4096;

const TRACE_ID = /1-[0-9a-f]{8}-[0-9a-f]{24}/g;

/** Powertools names the trace of the invocation in each line: https://docs.powertools.aws.dev/lambda/typescript/latest/features/logger/ */
const OF_INVOCATION = 'xray_trace_id":"';

/** The traces that a text names. What stands before one is looked at afterwards: a pattern that asks for it tries every place. */
const tracesIn = (text: string): string[] =>
  [...text.matchAll(TRACE_ID)].flatMap(({ 0: id, index }) =>
    text.endsWith(OF_INVOCATION, index) ? [] : [id],
  );

/** The trace that a message names in an attribute, as a dead letter may. */
function traceNamedBy({ attributes }: MessageEntry): string | undefined {
  for (const name in attributes) {
    const text = attributes[name]?.StringValue;
    if (isTraceId(text)) return text;
  }
  return undefined;
}
