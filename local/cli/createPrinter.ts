/** Prints lines in their order. */
export interface Printer {
  print(line: string): void;
}

/** Chosen: shorter than a picture of a film is shown. */
const PAUSE_MS = 20;

/**
 * Prints all lines of one turn of the event loop in one write, and under load those of `PAUSE_MS`: writes to pipes and terminals
 * block the process, and one request prints a dozen lines.
 */
export function createPrinter(output: { write(text: string): unknown }): Printer {
  let lines: string[] = [];
  let isPausing = false;
  const flush = () => {
    if (lines.length === 0) return void (isPausing = false);
    output.write(`${lines.join('\n')}\n`);
    lines = [];
    isPausing = true;
    setTimeout(flush, PAUSE_MS);
  };
  return {
    print(line) {
      if (lines.length === 0 && !isPausing) setImmediate(flush);
      lines.push(line);
    },
  };
}
