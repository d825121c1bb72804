import { useCallback, useEffect, useState } from 'react';
import type { Trace } from '../../traces/Trace.ts';
import { followTrace } from './followTrace.ts';

export interface TraceView {
  /** What was known of the request last. */
  readonly trace: Trace | undefined;
  /** Why nothing newer is known. */
  readonly failure: string | undefined;
  /** Whether it is still asked for. */
  readonly isFollowed: boolean;
  /** Asks again. */
  follow(): void;
}

/** The path of a request, which grows while the request goes on. Another address is for another component (`key`). */
export function useTrace(address: string): TraceView {
  const [round, setRound] = useState(0);
  const [trace, setTrace] = useState<Trace>();
  const [failure, setFailure] = useState<string>();
  const [isFollowed, setFollowed] = useState(true);
  const follow = useCallback(() => setRound((before) => before + 1), []);

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    setFailure(undefined);
    setFollowed(true);
    const show = (latest: Trace) => {
      setFailure(undefined);
      setTrace(latest);
    };
    const fail = (error: unknown) => setFailure(error instanceof Error ? error.message : String(error));
    const load = () => loadTrace(address, signal);
    void followTrace({ load, wait: (ms) => waitWhileVisible(ms, signal), show, fail, signal }).then(
      () => signal.aborted || setFollowed(false),
    );
    return () => leaving.abort();
  }, [address, round]);

  return { trace, failure, isFollowed, follow };
}

async function loadTrace(address: string, signal: AbortSignal): Promise<Trace | undefined> {
  const response = await fetch(address, { signal });
  // The route's own shape, or a refusal in AWS's.
  const answer = (await response.json()) as readonly Trace[] | { readonly message: string };
  if ('message' in answer) throw new Error(answer.message);
  return answer[0];
}

/** Waits, and then until the page is seen: nobody follows a request in a hidden tab of the browser. */
const waitWhileVisible = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', resume);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const resume = () => document.hidden || end();
    const timer = setTimeout(() => {
      if (document.hidden) document.addEventListener('visibilitychange', resume);
      else end();
    }, ms);
    signal.addEventListener('abort', end);
  });
