import type { FeedRecord } from '../platform/Feed.ts';
import type { ResourceNames } from '../resourceNames.ts';
import type { KeptTrace } from './createTraces.ts';
import { describeRecord } from './describeRecord.ts';
import type { Trace, TraceLevel, TraceNode, TraceSummary } from './Trace.ts';

/** Makes the tree of a trace from its records. `names` gives resources the names of their constructs. */
export function readTrace({ id, records, omitted }: KeptTrace, names: ResourceNames): Trace {
  const nodes = nodesOf(records, names);
  return { ...summarize(id, records, nodes), nodes, omitted };
}

/** What a list of traces says of one. */
export function summarizeTrace({ id, records }: KeptTrace, names: ResourceNames): TraceSummary {
  return summarize(id, records, nodesOf(records, names));
}

function summarize(id: string, records: readonly FeedRecord[], nodes: readonly TraceNode[]): TraceSummary {
  const time = startOf(records);
  const request = records.find((record) => record.kind === 'request');
  const [first] = nodes;
  const { level, reason } = worstOf(nodes);
  return {
    id,
    operation: request
      ? `${request.operation} ${request.fields.join(', ')}`
      : `${first?.kind} ${first?.name}`,
    caller: request?.caller ?? null,
    outcome: level,
    reason,
    time,
    durationMs: Math.max(0, ...records.map((record) => record.time)) - time,
  };
}

/** When the first of these began: a record is published when its work ends. */
const startOf = (records: readonly FeedRecord[]) => Math.min(...records.map(beginOf));

const beginOf = (record: FeedRecord) => record.time - ('durationMs' in record ? record.durationMs : 0);

/** A node while its children are found. */
interface Growing extends Omit<TraceNode, 'children'> {
  readonly children: Growing[];
}

function nodesOf(records: readonly FeedRecord[], names: ResourceNames): TraceNode[] {
  const start = startOf(records);
  const nodes = records.map((record): Growing => ({
    ...describeRecord(record, names),
    atMs: beginOf(record) - start,
    children: [],
  }));
  const root = nodes.find(({ kind }) => kind === 'request');
  if (!root) return nodes;
  for (const node of nodes) if (node !== root) root.children.push(node);
  return [root];
}

const LEVELS: readonly TraceLevel[] = ['ok', 'warning', 'error'];

/** The worst of a tree's nodes; of several the first that says why. */
function worstOf(nodes: readonly TraceNode[]): Pick<TraceNode, 'level' | 'reason'> {
  let worst: Pick<TraceNode, 'level' | 'reason'> = { level: 'ok', reason: null };
  for (const { level, reason, children } of nodes)
    for (const each of [{ level, reason }, worstOf(children)]) {
      const more = LEVELS.indexOf(each.level) - LEVELS.indexOf(worst.level);
      if (more > 0 || (more === 0 && worst.reason === null)) worst = each;
    }
  return worst;
}
