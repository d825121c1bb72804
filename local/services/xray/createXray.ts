import * as z from 'zod';
import { AwsError } from '../../platform/AwsError.ts';
import type { Actions } from '../../platform/Call.ts';
import { checkInput } from '../../platform/checkInput.ts';
import type { World } from '../../platform/World.ts';
import { createSegmentStore } from './createSegmentStore.ts';
import { type SegmentDocument, SentSegment } from './SegmentDocument.ts';

/** X-Ray in memory: what the cloud knows of its requests, and segments that somebody sends. */
export interface Xray {
  readonly actions: Actions;
  /** Answers traces that nobody has to send, from now on. */
  follow(source: TraceSource): void;
}

export interface TraceSource {
  /** The segments of a trace; none where it is not known. */
  segmentsOf(traceId: string): readonly SegmentDocument[];
  /** The latest first. */
  traceIds(): readonly string[];
}

/** Documented: https://docs.aws.amazon.com/xray/latest/api/API_BatchGetTraces.html */
const MOST_IDS = 5;
/** Documented: a segment document has at most 64 kB. */
const LARGEST_DOCUMENT = 64 * 1024;
/** Chosen. */
const MOST_SUMMARIES = 100;

const GetInput = z.object({ TraceIds: z.array(z.string().min(1).max(35)).min(1).max(MOST_IDS) });
const PutInput = z.object({ TraceSegmentDocuments: z.array(z.string()).max(50) });
const SummariesInput = z.object({ StartTime: z.number(), EndTime: z.number() });

export function createXray({ clock, activity }: World): Xray {
  const sent = createSegmentStore();
  let source: TraceSource = { segmentsOf: () => [], traceIds: () => [] };
  const segmentsOf = (traceId: string) => [...source.segmentsOf(traceId), ...sent.segmentsOf(traceId)];
  const run =
    <Input>(schema: z.ZodType<Input>, act: (input: Input) => unknown) =>
    (input: unknown) =>
      activity.run(async () => act(checkInput(schema, input, ({ message }) => invalid(message))));

  return {
    follow: (next) => void (source = next),
    actions: {
      BatchGetTraces: run(GetInput, ({ TraceIds }) => {
        const found = TraceIds.map((id) => [id, segmentsOf(id)] as const);
        return {
          Traces: found
            .filter(([, segments]) => segments.length > 0)
            .map(([id, segments]) => traceOf(id, segments)),
          UnprocessedTraceIds: [],
        };
      }),
      GetTraceSummaries: run(SummariesInput, ({ StartTime, EndTime }) => {
        const ids = [...new Set([...source.traceIds(), ...sent.traceIds()])];
        const summaries = ids
          .map((id) => summaryOf(id, segmentsOf(id)))
          .filter(({ StartTime: began }) => began >= StartTime && began < EndTime);
        return {
          TraceSummaries: summaries.slice(0, MOST_SUMMARIES),
          ApproximateTime: clock.now() / 1000,
          TracesProcessedCount: summaries.length,
        };
      }),
      PutTraceSegments: run(PutInput, ({ TraceSegmentDocuments }) => ({
        UnprocessedTraceSegments: TraceSegmentDocuments.flatMap((text) => {
          const parsed = parseDocument(text);
          if ('segment' in parsed) sent.put(parsed.segment, text.length);
          return 'segment' in parsed ? [] : [{ ErrorCode: parsed.code, Message: parsed.message }];
        }),
      })),
    },
  };
}

const invalid = (message: string) => new AwsError('InvalidRequestException', message);

type Parsed = { readonly segment: SegmentDocument } | { readonly code: string; readonly message: string };

function parseDocument(text: string): Parsed {
  if (text.length > LARGEST_DOCUMENT)
    return { code: 'SegmentTooLarge', message: 'A segment has at most 64 kB' };
  try {
    const { data, error } = SentSegment.safeParse(JSON.parse(text));
    if (error) return { code: 'InvalidSegment', message: error.issues[0]?.message ?? 'It is no segment' };
    // What else it has is shown as it is.
    return { segment: data };
  } catch {
    return { code: 'ParseError', message: 'It is no JSON' };
  }
}

const endOf = ({ start_time, end_time = start_time }: SegmentDocument) => end_time;
const spanOf = (segments: readonly SegmentDocument[]) => {
  const begin = Math.min(...segments.map(({ start_time }) => start_time));
  return { begin, duration: Math.max(...segments.map(endOf)) - begin };
};

const traceOf = (Id: string, segments: readonly SegmentDocument[]) => ({
  Id,
  Duration: spanOf(segments).duration,
  LimitExceeded: false,
  Segments: segments.map((segment) => ({ Id: segment.id, Document: JSON.stringify(segment) })),
});

const summaryOf = (Id: string, segments: readonly SegmentDocument[]) => {
  const { begin, duration } = spanOf(segments);
  const root = segments.find(({ parent_id }) => parent_id === undefined);
  return {
    ...{ Id, StartTime: begin, Duration: duration },
    ResponseTime: root ? endOf(root) - root.start_time : duration,
    HasFault: root?.fault === true,
    HasError: root?.error === true,
    HasThrottle: segments.some(({ throttle }) => throttle),
    IsPartial: segments.some(({ in_progress }) => in_progress),
  };
};
