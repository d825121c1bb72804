/** Prints lines in their order. */
export interface Printer {
  print(line: string): void;
}

/**
 * All lines of one turn of the event loop are one write: pipes and terminals are written to while
 * everything waits, and one request is a dozen lines.
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
