import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import type { CloudDescription } from '../../local/CloudDescription.ts';
import type { Checkout } from './copyCheckout.ts';
import { createInbox } from './createInbox.ts';
import { withDeadline } from './deadline.ts';

/** `npm start` of a checkout, in a process of its own. */
export interface Editable {
  readonly description: CloudDescription;
  readonly pid: number;
  /** Resolves with what the process says of the next edit: a line, and the lines of a block below it. */
  nextReport(withinMs?: number): Promise<string>;
  /** Everything that it printed. */
  said(): string;
  /** Interrupts it like Ctrl-C. */
  stop(): Promise<void>;
}

const REPORT =
  /^(?:Live|Mended|Not taken|Unchanged|Start again|AWS replaces|AWS removes|Edits are not seen)\b/;

/** Longest wait for a start, and for an edit on a busy machine. */
const LONG_MS = 100_000;

export async function startEditable({ root }: Checkout, args: readonly string[] = []): Promise<Editable> {
  const child = spawn(process.execPath, [join(root, 'start/main.ts'), ...args], {
    cwd: root,
    env: { ...process.env, PORT: '0', AWS_PORT: '0', NO_COLOR: '1' },
  });
  const exited = once(child, 'close');
  const lines: string[] = [];
  const reports = createInbox<string>('what became of an edit');
  const address = Promise.withResolvers<string>();
  const hear = (chunk: string) => {
    const line = stripVTControlCharacters(chunk);
    lines.push(line);
    const [url] = /http:\S+\/outputs\.json/.exec(line) ?? [];
    if (url !== undefined) address.resolve(url);
    const at = lines.length - 1;
    if (REPORT.test(line)) setImmediate(() => reports.put(blockAt(lines, at)));
  };
  createInterface(child.stdout).on('line', hear);
  createInterface(child.stderr).on('line', hear);
  void exited.then(() => {
    const ended = new Error(`it ended:\n${lines.join('\n')}`);
    address.reject(ended);
    reports.fail(ended);
  });
  const url = await withDeadline(address.promise, 'the start', LONG_MS);
  return {
    // The local cloud serves this type there.
    description: (await (await fetch(url)).json()) as CloudDescription,
    pid: child.pid!,
    nextReport: (withinMs = LONG_MS) => reports.next(withinMs),
    said: () => lines.join('\n'),
    async stop() {
      child.kill('SIGINT');
      await exited;
    },
  };
}

/** A line and those below it that are indented. They were written at once. */
function blockAt(lines: readonly string[], start: number): string {
  const rest = lines.slice(start + 1).findIndex((line) => !line.startsWith('  '));
  return lines.slice(start, rest < 0 ? undefined : start + 1 + rest).join('\n');
}
