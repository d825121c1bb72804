import type { Findings } from './Findings.ts';
import { faultOfLine } from './judge.ts';
import { pause } from './pause.ts';
import { startTarget, type Pulse, type Target, type TargetOptions } from './target/startTarget.ts';

/** A target whose output and pulse are judged. */
export interface WatchedTarget {
  readonly target: Target;
  /** True once it has ended, or has not told anything for `SILENCE_MS`. */
  isDown(): string | undefined;
  /** Largest resident set, in megabytes, since the last call. */
  peakMb(): number;
  /** True if it did next to nothing for the last second. */
  isAtRest(): boolean;
  /** Longest time that its event loop stood still, in milliseconds, since the last call. */
  longestDelayMs(): number;
}

/** The target tells its pulse every second; nothing for so long is no longer a busy machine. */
const SILENCE_MS = 15_000;

/** Of one core. The neighbour goes on. */
const IDLE = 0.25;

export async function watchTarget(
  findings: Findings,
  options: Pick<TargetOptions, 'args' | 'heapMb' | 'limits'> = {},
): Promise<WatchedTarget> {
  let peak = 0;
  let delay = 0;
  let heard = performance.now();
  let how: string | undefined;
  let idle = false;
  const onPulse = ({ rss, longestDelayMs, busy }: Pulse) => {
    idle = busy < IDLE;
    heard = performance.now();
    peak = Math.max(peak, rss);
    delay = Math.max(delay, longestDelayMs);
  };
  const onOutput = (line: string) => {
    const fault = faultOfLine(line);
    if (fault) findings.addOf('output', fault, JSON.stringify(line));
  };
  const errors: string[] = [];
  const onError = (line: string) => {
    // A stack is many lines, which come at once.
    if (errors.push(line) > 1) return;
    void pause(100).then(() => {
      for (const text of errors
        .splice(0)
        .join('\n')
        .split(/\n(?=\S)/))
        findings.addOf('standard error', 'a line on standard error', text);
    });
  };
  const target = await startTarget({ ...options, onPulse, onOutput, onError });
  void target.ended.then((ended) => (how = `ended ${ended}`));
  return {
    target,
    isDown() {
      if (how !== undefined) return how;
      return performance.now() - heard > SILENCE_MS
        ? `has said nothing for ${SILENCE_MS / 1000} s`
        : undefined;
    },
    isAtRest: () => idle,
    peakMb: () => [toMb(peak), (peak = 0)][0]!,
    longestDelayMs: () => [delay, (delay = 0)][0]!,
  };
}

export const toMb = (bytes: number): number => bytes / 2 ** 20;
