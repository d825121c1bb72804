import type { Clock } from '../platform/Clock.ts';

/** Prints lines in their order. */
export interface Printer {
  print(line: string): void;
  /** Writes at once what waits. */
  flush(): void;
}

/** Chosen: shorter than a picture of a film is shown. */
const PAUSE_MS = 20;

/**
 * Prints all lines of one turn of the event loop in one write, and under load those of `PAUSE_MS`: writes to pipes and terminals
 * block the process, and one request prints a dozen lines.
 */
export function createPrinter(
  output: { write(text: string): unknown },
  clock: Pick<Clock, 'schedule'>,
): Printer {
  let lines: string[] = [];
  let isPausing = false;
  const flush = () => {
    if (lines.length === 0) return;
    output.write(`${lines.join('\n')}\n`);
    lines = [];
  };
  const endPause = () => {
    isPausing = lines.length > 0;
    if (isPausing) begin();
  };
  const begin = () => {
    isPausing = true;
    flush();
    clock.schedule(PAUSE_MS, endPause);
  };
  return {
    flush,
    print(line) {
      if (lines.length === 0 && !isPausing) setImmediate(begin);
      lines.push(line);
    },
  };
}
