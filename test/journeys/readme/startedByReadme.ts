import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { CloudDescription } from '../../../local/CloudDescription.ts';
import { withDeadline } from '../../support/deadline.ts';

const root = join(import.meta.dirname, '../../..');

/** Frontdesk as the README starts it, and a shell beside it. */
export interface Started extends AsyncDisposable {
  readonly description: CloudDescription;
  /** What was printed so far. */
  printed(): string;
  /** Runs commands in the checkout. Rejects with what they print where one fails. */
  run(commands: string): Promise<string>;
}

/**
 * Runs a command of the README that starts the cloud, on free ports, in a folder that has the checkout's entries, so that
 * what it writes is nobody's.
 */
export async function startedByReadme(command: string): Promise<Started> {
  const checkout = mkdtempSync(join(tmpdir(), 'frontdesk-readme-'));
  for (const entry of readdirSync(root)) symlinkSync(join(root, entry), join(checkout, entry));
  const child = spawn('sh', ['-c', command], {
    cwd: checkout,
    env: { ...process.env, PORT: '0', AWS_PORT: '0', NO_COLOR: '1' },
    // A process group of its own: a signal to npm alone would not reach what npm starts.
    detached: true,
  });
  let printed = '';
  child.stderr.on('data', (chunk) => (printed += chunk));
  const exited = once(child, 'close');
  const stop = async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    await exited;
    rmSync(checkout, { recursive: true, force: true });
  };
  const address = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      printed += `${line}\n`;
      const [url] = /http:\S+\/outputs\.json/.exec(line) ?? [];
      if (url) resolve(url);
    });
    void exited.then(() => reject(new Error(printed)));
  });
  try {
    const outputs = await withDeadline(address, 'the start of the README’s cloud', 120_000);
    const description = (await (await fetch(outputs)).json()) as CloudDescription;
    const environment = { ...process.env, NO_COLOR: '1', PORT: new URL(outputs).port };
    const run = async (commands: string) => {
      const here = commands.replaceAll('http://127.0.0.1:4566', description.awsEndpointUrl);
      return (await promisify(execFile)('sh', ['-ec', here], { cwd: checkout, env: environment })).stdout;
    };
    return { description, printed: () => printed, run, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
