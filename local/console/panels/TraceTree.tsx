import type { CSSProperties } from 'react';
import type { Trace, TraceNode } from '../../traces/Trace.ts';
import { formatMs } from './formatMs.ts';
import { LEVEL_WORDS } from './levelWords.ts';
import { LogText } from './LogText.tsx';

/** The path of a request: each step below the one that it came of, with its time and a bar of how long it took. */
export function TraceTree({ trace }: { readonly trace: Trace }) {
  return <Steps nodes={trace.nodes} totalMs={Math.max(trace.durationMs, 1)} depth={0} />;
}

interface StepsProperties {
  readonly nodes: readonly TraceNode[];
  readonly totalMs: number;
  readonly depth: number;
}

const Steps = ({ nodes, totalMs, depth }: StepsProperties) => (
  <ol className="trace-steps" aria-label={depth === 0 ? 'Path of the request' : undefined}>
    {nodes.map((node, index) => (
      // A path only grows at its end, so a step keeps its place.
      <li key={index}>
        <Step node={node} totalMs={totalMs} depth={depth} />
        {node.children.length > 0 && <Steps nodes={node.children} totalMs={totalMs} depth={depth + 1} />}
      </li>
    ))}
  </ol>
);

interface StepProperties {
  readonly node: TraceNode;
  readonly totalMs: number;
  readonly depth: number;
}

function Step({ node, totalMs, depth }: StepProperties) {
  const { kind, name, text, level, reason, atMs, durationMs } = node;
  // The bar's place and length are in percent of the whole request.
  const place = {
    '--depth': Math.min(depth, DEEPEST),
    '--from': `${(100 * atMs) / totalMs}%`,
    '--length': `${(100 * (durationMs ?? 0)) / totalMs}%`,
  } as CSSProperties; // React's type knows no variables.
  return (
    <div className="trace-step" data-kind={kind} data-level={level} style={place}>
      <span className="trace-at">{formatMs(atMs)}</span>
      <span className="trace-kind">{kind}</span>
      <span className="trace-what">
        <span className="trace-name">{name}</span>{' '}
        {kind === 'log' ? <LogText node={node} /> : <span className="trace-text">{text}</span>}
        {durationMs !== null && <span className="trace-duration"> {formatMs(durationMs)}</span>}
        {level !== 'ok' && kind !== 'log' && (
          <span className="trace-reason">
            {LEVEL_WORDS[level]}
            {reason === null ? '' : `: ${reason}`}
          </span>
        )}
      </span>
      <span className="trace-bar" aria-hidden="true" />
    </div>
  );
}

/** Chosen: what came of what stays readable in 360 pixels. */
const DEEPEST = 24;
