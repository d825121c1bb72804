import type { TraceNode } from '../../traces/Trace.ts';
import { LEVEL_WORDS } from './levelWords.ts';

/** A line of log, which says itself how bad it is. */
export const LogText = ({ node: { level, text } }: { readonly node: TraceNode }) => (
  <code className="log-text">
    {level !== 'ok' && <b data-level={level}>{LEVEL_WORDS[level]} </b>}
    {text}
  </code>
);
