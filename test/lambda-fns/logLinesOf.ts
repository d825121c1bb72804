import { vi } from 'vitest';

/** The lines of log that some work writes. */
export const logLinesOf = async (work: () => Promise<unknown>) => {
  const lines: string[] = [];
  const keep = (chunk: unknown) => lines.push(String(chunk)) > 0;
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(keep as never),
  );
  await work().finally(() => spies.forEach((spy) => spy.mockRestore()));
  return lines.filter((line) => line.startsWith('{'));
};
