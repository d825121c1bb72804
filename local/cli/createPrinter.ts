/** Prints lines in their order. */
export interface Printer {
  print(line: string): void;
}

/**
 * Prints all lines of one turn of the event loop in one write, because writes to pipes and terminals block the
 * process, and one request prints a dozen lines.
 */
export function createPrinter(output: { write(text: string): unknown }): Printer {
  let lines: string[] = [];
  const flush = () => {
    output.write(`${lines.join('\n')}\n`);
    lines = [];
  };
  return {
    print(line) {
      if (lines.length === 0) setImmediate(flush);
      lines.push(line);
    },
  };
}
