import type { SegmentDocument } from './SegmentDocument.ts';

/** Chosen, of all traces that somebody sent. The oldest go first. */
const MOST_SENT_TRACES = 200;
/** Chosen, of all of them together. */
const MOST_SENT_BYTES = 8 * 1024 * 1024;
/** Chosen. */
const MOST_SEGMENTS_A_TRACE = 1000;

/** Segments that somebody sent, by trace. */
export interface SegmentStore {
  /** A segment that is sent again takes the place of the one before: first it was in progress. */
  put(segment: SegmentDocument, bytes: number): void;
  segmentsOf(traceId: string): readonly SegmentDocument[];
  /** The latest first. */
  traceIds(): readonly string[];
}

interface SentTrace {
  readonly segments: Map<string, SegmentDocument>;
  /** In bytes, by the segment's id. */
  readonly sizes: Map<string, number>;
  bytes: number;
}

const newTrace = (): SentTrace => ({ segments: new Map(), sizes: new Map(), bytes: 0 });

export function createSegmentStore(): SegmentStore {
  const traces = new Map<string, SentTrace>();
  let bytes = 0;
  const dropOldest = () => {
    for (const [id, trace] of traces) {
      if (traces.size <= MOST_SENT_TRACES && bytes <= MOST_SENT_BYTES) return;
      traces.delete(id);
      bytes -= trace.bytes;
    }
  };
  return {
    put(segment, size) {
      const trace = traces.get(segment.trace_id) ?? newTrace();
      if (trace.segments.size >= MOST_SEGMENTS_A_TRACE && !trace.segments.has(segment.id)) return;
      traces.set(segment.trace_id, trace);
      const grows = size - (trace.sizes.get(segment.id) ?? 0);
      trace.segments.set(segment.id, segment);
      trace.sizes.set(segment.id, size);
      trace.bytes += grows;
      bytes += grows;
      dropOldest();
    },
    segmentsOf: (traceId) => [...(traces.get(traceId)?.segments.values() ?? [])],
    traceIds: () => [...traces.keys()].reverse(),
  };
}
