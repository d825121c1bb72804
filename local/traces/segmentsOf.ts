import type { ResourceNames } from '../resourceNames.ts';
import type { TraceSource } from '../services/xray/createXray.ts';
import type { SegmentDocument } from '../services/xray/SegmentDocument.ts';
import type { Traces } from './createTraces.ts';
import { readTrace } from './readTrace.ts';
import type { Trace, TraceKind, TraceNode } from './Trace.ts';

/** What X-Ray lists of the paths that are kept here: chosen, because each is made when somebody asks. */
const MOST_LISTED = 100;

/** Answers X-Ray's questions out of what the feed said. */
export const followTraces = (traces: Traces, names: () => ResourceNames): TraceSource => ({
  segmentsOf(traceId) {
    const kept = traces.find(traceId);
    // X-Ray knows whole ids alone.
    return kept?.id === traceId ? segmentsOf(readTrace(kept, names())) : [];
  },
  traceIds: () => traces.latest(MOST_LISTED).map(({ id }) => id),
});

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-fields */
const ORIGINS: Partial<Record<TraceKind, string>> = {
  request: 'AWS::AppSync::GraphQLAPI',
  message: 'AWS::SQS::Queue',
  invocation: 'AWS::Lambda::Function',
  write: 'AWS::DynamoDB::Table',
  read: 'AWS::DynamoDB::Table',
};

/**
 * The path of a request as X-Ray would have it: a segment for each part, below the one that caused it. What X-Ray has no member for
 * is annotated: the kind of the part, what happened and why.
 */
function segmentsOf({ id, time, nodes }: Trace): SegmentDocument[] {
  let count = 0;
  // Ids are those of places in the tree, so a trace that is read again has the same.
  const newId = () => (++count).toString(16).padStart(16, '0');
  const walk = (node: TraceNode, parentId: string | undefined): SegmentDocument[] => {
    const segment = segmentOf(node, { trace_id: id, id: newId(), time, parentId });
    return [segment, ...node.children.flatMap((child) => walk(child, segment.id))];
  };
  return nodes.flatMap((node) => walk(node, undefined));
}

interface Place {
  readonly trace_id: string;
  readonly id: string;
  readonly parentId: string | undefined;
  /** When the trace began, in milliseconds. */
  readonly time: number;
}

function segmentOf(node: TraceNode, { time, parentId, ...place }: Place): SegmentDocument {
  const { kind, name, text, level, reason, atMs, durationMs } = node;
  const begin = time + atMs;
  const origin = ORIGINS[kind];
  return {
    ...place,
    ...(parentId !== undefined && { parent_id: parentId }),
    name: name === '' ? kind : name,
    start_time: begin / 1000,
    end_time: (begin + (durationMs ?? 0)) / 1000,
    ...(level === 'error' && { fault: true }),
    ...(level === 'warning' && { error: true }),
    ...(origin !== undefined && { origin }),
    annotations: {
      kind,
      ...(text !== '' && { text }),
      ...(reason !== null && { reason }),
      // A moment has no duration, which an end says as well of what took none.
      ...(durationMs === null && { moment: true }),
    },
  };
}
