import type { Trace, TraceNode } from '../../traces/Trace.ts';
import { formatMs } from './formatMs.ts';
import { LogText } from './LogText.tsx';

/** The lines that a request logged, of all its steps, in the order of time. */
export function LogLines({ trace }: { readonly trace: Trace }) {
  const lines = logLinesOf(trace);
  if (lines.length === 0) return <p className="panel-empty">Nothing was logged.</p>;
  return (
    <ol className="log-lines" aria-label="Log lines of the request">
      {lines.map((node, index) => (
        <li key={index}>
          <span className="trace-at">{formatMs(node.atMs)}</span>
          <span className="trace-name">{node.name}</span>
          <LogText node={node} />
        </li>
      ))}
    </ol>
  );
}

/** The log lines of all steps. */
export const logLinesOf = ({ nodes }: Trace): readonly TraceNode[] =>
  nodes.flatMap(linesBelow).toSorted((one, other) => one.atMs - other.atMs);

const linesBelow = (node: TraceNode): TraceNode[] => [
  ...(node.kind === 'log' ? [node] : []),
  ...node.children.flatMap(linesBelow),
];
