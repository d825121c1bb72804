/** The lines that code writes to `console`, stdout or stderr. */
export interface InstalledLog {
  /** To be called before each invocation, whose lines are counted anew. */
  begin(): void;
  /** Passes on an unfinished line. */
  flush(): void;
}

/** The size of a log event: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const LONGEST_LINE = 1024 * 1024;
/** Chosen: what one invocation may log, in characters. It waits in the cloud's memory while others are served. */
const MOST_CHARACTERS = 4 * 1024 * 1024;
/** What a line counts beside its characters. */
const LINE_OVERHEAD = 64;

/** Passes every line to `write`, up to a limit for each invocation. Longer lines are cut into several. */
export function installLog(write: (line: string) => void): InstalledLog {
  let left = MOST_CHARACTERS;

  const writeCounted = (line: string) => {
    if (left < 0) return;
    left -= line.length + LINE_OVERHEAD;
    write(
      left < 0
        ? `Further lines are dropped: one invocation logs at most ${MOST_CHARACTERS} characters.`
        : line,
    );
  };

  const flushes = [process.stdout, process.stderr].map((stream) => {
    let unfinished = '';
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      const lines = (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()).split('\n');
      lines[0] = unfinished + (lines[0] ?? '');
      unfinished = lines.pop() ?? '';
      for (const line of lines) for (const piece of piecesOf(line)) writeCounted(piece);
      while (unfinished.length > LONGEST_LINE) {
        writeCounted(unfinished.slice(0, LONGEST_LINE));
        unfinished = unfinished.slice(LONGEST_LINE);
      }
      const callback = rest.at(-1);
      if (typeof callback === 'function') process.nextTick(callback);
      return true;
    };
    return () => {
      if (unfinished !== '') writeCounted(unfinished);
      unfinished = '';
    };
  });

  return {
    begin: () => void (left = MOST_CHARACTERS),
    flush() {
      for (const flush of flushes) flush();
    },
  };
}

function* piecesOf(line: string): Generator<string> {
  if (line.length <= LONGEST_LINE) yield line;
  else for (let at = 0; at < line.length; at += LONGEST_LINE) yield line.slice(at, at + LONGEST_LINE);
}
