import './panels.css';
import { useState } from 'react';
import type { Trace } from '../../traces/Trace.ts';
import { formatMs } from './formatMs.ts';
import { LogLines, logLinesOf } from './LogLines.tsx';
import { type TraceKey, traceAddress } from './TraceKey.ts';
import { TraceTree } from './TraceTree.tsx';
import { useTrace, type TraceView } from './useTrace.ts';

/** What became of a request: its path as a tree, and its log lines. Both grow while it goes on. */
export function RequestPanel({ traceKey }: { readonly traceKey: TraceKey }) {
  const view = useTrace(traceAddress(traceKey));
  const [shown, setShown] = useState<'path' | 'log'>('path');
  const { trace } = view;
  return (
    <section className="request-panel" aria-label="What became of the request">
      <header>
        <ViewButton isPressed={shown === 'path'} onPress={() => setShown('path')}>
          Path
        </ViewButton>
        <ViewButton isPressed={shown === 'log'} onPress={() => setShown('log')}>
          Log lines{trace ? ` (${logLinesOf(trace).length})` : ''}
        </ViewButton>
        {trace && <Outcome trace={trace} />}
        <Progress view={view} />
      </header>
      {view.failure && <p role="alert">{view.failure}</p>}
      {trace && (shown === 'path' ? <TraceTree trace={trace} /> : <LogLines trace={trace} />)}
      {trace && trace.omitted > 0 && (
        <p className="panel-empty">{trace.omitted} further steps are not kept.</p>
      )}
      {!trace && !view.failure && (
        <p className="panel-empty">
          {view.isFollowed
            ? 'Nothing is known of it yet.'
            : 'Nothing is known of it: it was refused at the door, or it is too old.'}
        </p>
      )}
    </section>
  );
}

interface ViewButtonProperties {
  readonly isPressed: boolean;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
}

const ViewButton = ({ isPressed, onPress, children }: ViewButtonProperties) => (
  <button type="button" aria-pressed={isPressed} onClick={onPress}>
    {children}
  </button>
);

/** The worst that happened, and how long everything took. */
const Outcome = ({ trace: { outcome, reason, durationMs } }: { readonly trace: Trace }) => (
  <span className="panel-outcome" data-level={outcome} title={reason ?? undefined}>
    <span className="trace-duration">{formatMs(durationMs)} </span>
    {outcome === 'ok' ? 'ok' : `${outcome}${reason === null ? '' : `: ${reason}`}`}
  </span>
);

/** Says by which id the terminal shows the request, and whether it is still followed. */
const Progress = ({ view }: { readonly view: TraceView }) => (
  <span className="panel-progress">
    {view.trace && <span title={view.trace.id}>…{view.trace.id.slice(-6)}</span>}
    {view.isFollowed ? (
      <span role="status">following</span>
    ) : (
      <button type="button" onClick={view.follow}>
        Ask again
      </button>
    )}
  </span>
);
