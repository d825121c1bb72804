import type { FeedRecord } from '../platform/Feed.ts';
import type { ResourceNames } from '../resourceNames.ts';
import { buildTree } from './buildTree.ts';
import type { KeptTrace } from './createTraces.ts';
import { beginOf } from './GrowingNode.ts';
import type { Trace, TraceLevel, TraceNode, TraceSummary } from './Trace.ts';

/** Makes the tree of a trace from its records. `names` gives resources the names of their constructs. */
export function readTrace({ id, records, omitted }: KeptTrace, names: ResourceNames): Trace {
  const nodes = buildTree(records, names);
  return { ...summarize(id, records, nodes), nodes, omitted };
}

/** What a list of traces says of one. */
export const summarizeTrace = ({ id, records }: KeptTrace, names: ResourceNames): TraceSummary =>
  summarize(id, records, buildTree(records, names));

function summarize(id: string, records: readonly FeedRecord[], nodes: readonly TraceNode[]): TraceSummary {
  const [first] = nodes;
  const request = nodes.find(({ kind }) => kind === 'request');
  const { level, reason } = worstOf(nodes);
  const time = Math.min(...records.map(beginOf));
  return {
    id,
    operation: request?.name ?? `${first?.kind} ${first?.name}`,
    caller: request?.text.replace(/^by /, '') ?? null,
    outcome: level,
    reason,
    time,
    durationMs: Math.max(...records.map((record) => record.time)) - time,
  };
}

const LEVELS: readonly TraceLevel[] = ['ok', 'warning', 'error'];

type Worst = Pick<TraceNode, 'level' | 'reason'>;

/** The worst of a tree's nodes; of several the first that says why. */
function worstOf(nodes: readonly TraceNode[]): Worst {
  let worst: Worst = { level: 'ok', reason: null };
  for (const node of nodes)
    for (const each of [ownWorst(node), worstOf(node.children)]) {
      const more = LEVELS.indexOf(each.level) - LEVELS.indexOf(worst.level);
      if (more > 0 || (more === 0 && worst.reason === null)) worst = each;
    }
  return worst;
}

/** A line of log that warns says why itself. */
const ownWorst = ({ kind, level, reason, text }: TraceNode): Worst => ({
  level,
  reason: kind === 'log' && level !== 'ok' ? text : reason,
});
