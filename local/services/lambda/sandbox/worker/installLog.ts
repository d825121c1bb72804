/** Hands every line that code writes to `console`, stdout or stderr to `write`. Answers how to flush an unfinished one. */
export function installLog(write: (line: string) => void): () => void {
  const flushes = [process.stdout, process.stderr].map((stream) => {
    let unfinished = '';
    stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
      const lines = (unfinished + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())).split(
        '\n',
      );
      unfinished = lines.pop() ?? '';
      for (const line of lines) write(line);
      const callback = rest.at(-1);
      if (typeof callback === 'function') process.nextTick(callback);
      return true;
    }) as typeof stream.write;
    return () => {
      if (unfinished !== '') write(unfinished);
      unfinished = '';
    };
  });
  return () => {
    for (const flush of flushes) flush();
  };
}
