import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CloudDescription } from '../../local/CloudDescription.ts';
import { endWithUs, killGroup } from './endWithUs.ts';
import { measureProcess, type ProcessUse } from './measureProcess.ts';

const root = join(import.meta.dirname, '../..');

/** Frontdesk in a process of its own, as `npm start` runs it. */
export interface Server {
  readonly description: CloudDescription;
  /** What the process has used so far. */
  use(): ProcessUse;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Arguments of Node itself, such as `--cpu-prof`. @default none */
  readonly nodeArguments?: readonly string[];
  /** Arguments of `npm start`, such as `--empty`. @default none */
  readonly startArguments?: readonly string[];
  /** CDK context that differs from `cdk.json`, such as `{ holdHours: 1 }`. @default none */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Folder for what it keeps between starts outside of the project's. @default that of the system */
  readonly temporaryDirectory?: string;
  /** Program and its first arguments. @default this Node with `start/main.ts` */
  readonly command?: readonly [string, ...string[]];
}

/** Starts it on free ports and reads to its page. Its lines are read and dropped, as a terminal would show them. */
export async function startFrontdesk({
  nodeArguments = [],
  startArguments = [],
  context = {},
  temporaryDirectory,
  command,
}: ServerOptions = {}): Promise<Server> {
  const [program, ...args] = command ?? [process.execPath, ...nodeArguments, 'start/main.ts'];
  const child = spawn(program, [...args, ...startArguments], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      AWS_PORT: '0',
      CDK_CONTEXT_JSON: JSON.stringify(context),
      ...(temporaryDirectory === undefined ? {} : { TMPDIR: temporaryDirectory }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Signals reach what npm has started only as a group.
    detached: true,
  });
  const exited = once(child, 'exit');
  // Where there is no such program.
  if (child.pid === undefined) return exited.then(refuse);
  const pid = child.pid;
  const letLive = endWithUs(pid);
  try {
    const description = await Promise.race([pageOf(child.stdout), exited.then(refuse)]);
    child.stdout.resume();
    return { description, use: () => measureProcess(pid), stop: () => stop(pid, exited, letLive) };
  } catch (error) {
    killGroup(pid);
    await exited;
    letLive();
    throw error;
  }
}

async function stop(pid: number, exited: Promise<unknown>, letLive: () => void): Promise<void> {
  process.kill(-pid, 'SIGINT');
  await exited;
  letLive();
}

async function pageOf(output: NodeJS.ReadableStream): Promise<CloudDescription> {
  const lines = createInterface({ input: output });
  for await (const line of lines) {
    const url = /http:\S+\/outputs\.json/.exec(line)?.[0];
    if (url) return (await (await fetch(url)).json()) as CloudDescription;
  }
  throw new Error('Frontdesk printed no address');
}

function refuse([code]: unknown[]): never {
  throw new Error(`Frontdesk ended with ${String(code)} before it was ready`);
}
