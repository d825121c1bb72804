import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CloudDescription } from '../../local/CloudDescription.ts';
import { withDeadline } from './deadline.ts';

const PROGRAM = join(import.meta.dirname, '../../local/main.ts');

/** A cloud in a process of its own. */
export interface CloudProcess {
  readonly description: CloudDescription;
  /** Kills the process like `kill -9`: it cannot write anything more. */
  kill(): Promise<void>;
  /** Interrupts the process like Ctrl-C, and resolves with its exit code. */
  stop(): Promise<number>;
}

/**
 * Starts a cloud and waits until it listens. Rejects with its output if it ends before.
 * @param first of three ports in a row. @default free ones
 */
export async function startProcess(
  assembly: string,
  dataDirectory: string,
  first?: number,
): Promise<CloudProcess> {
  const ports = ['--port', String(first ?? 0), '--aws-port', String(first === undefined ? 0 : first + 2)];
  const child = spawn(process.execPath, [PROGRAM, assembly, '--data', dataDirectory, ...ports], {
    env: { ...process.env, NO_COLOR: '1' },
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const exited = once(child, 'close');
  const address = new Promise<string>((resolve, reject) => {
    // All output is read, because a full pipe would block the process.
    createInterface(child.stdout).on('line', (line) => {
      const [url] = /http:\S+\/outputs\.json/.exec(line) ?? [];
      if (url) resolve(url);
    });
    void exited.then(() => reject(new Error(said)));
  });
  const outputs = await withDeadline(address, 'the start of the cloud', 60_000);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const [code] = await exited;
    return code as number;
  };
  return {
    description: (await (await fetch(outputs)).json()) as CloudDescription,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGINT'),
  };
}
