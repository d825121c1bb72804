import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CloudDescription } from '../../local/CloudDescription.ts';
import { errorCode } from '../../local/platform/errors.ts';

const root = join(import.meta.dirname, '../..');

/** Frontdesk in a process of its own, as `npm start` runs it. */
export interface Server {
  readonly description: CloudDescription;
  /** What the process has used so far. */
  usage(): ProcessUsage;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Arguments of Node itself, such as `--cpu-prof`. @default none */
  readonly nodeArguments?: readonly string[];
  /** Arguments of `npm start`, such as `--empty`. @default none */
  readonly startArguments?: readonly string[];
  /** CDK context that differs from `cdk.json`, such as `{ holdHours: 1 }`. @default none */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Folder for temporary files, including those that later starts reuse. @default that of the system */
  readonly temporaryDirectory?: string;
  /** Program and its first arguments. @default this Node with the arguments of `npm start` */
  readonly command?: readonly [string, ...string[]];
}

/** Starts Frontdesk on free ports and waits for its page of addresses. Later output is read and dropped. */
export async function startFrontdesk({
  nodeArguments = [],
  startArguments = [],
  context = {},
  temporaryDirectory,
  command,
}: ServerOptions = {}): Promise<Server> {
  const [program, ...args] = command ?? [
    process.execPath,
    ...nodeArguments,
    ...argumentsOfStart(),
    '--no-watch',
  ];
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
    // A process group of its own, because only signals to the group reach what npm starts.
    detached: true,
  });
  const exited = once(child, 'exit');
  // Emitted if the program does not exist.
  if (child.pid === undefined) return exited.then(throwExited);
  const pid = child.pid;
  const release = killGroupOnExit(pid);
  try {
    const description = await Promise.race([pageOf(child.stdout), exited.then(throwExited)]);
    child.stdout.resume();
    return { description, usage: () => processUsage(pid), stop: () => stop(pid, exited, release) };
  } catch (error) {
    killGroup(pid);
    await exited;
    release();
    throw error;
  }
}

/** Node's arguments in the script, which begins with `node`. */
function argumentsOfStart(): string[] {
  // Every package has this shape.
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.split(' ').slice(1);
}

async function stop(pid: number, exited: Promise<unknown>, release: () => void): Promise<void> {
  process.kill(-pid, 'SIGINT');
  await exited;
  release();
}

async function pageOf(output: NodeJS.ReadableStream): Promise<CloudDescription> {
  const lines = createInterface({ input: output });
  for await (const line of lines) {
    const url = /http:\S+\/outputs\.json/.exec(line)?.[0];
    if (!url) continue;
    // The local cloud serves this type there.
    return (await (await fetch(url)).json()) as CloudDescription;
  }
  throw new Error('Frontdesk printed no address');
}

function throwExited([code]: unknown[]): never {
  throw new Error(`Frontdesk ended with ${String(code)} before it was ready`);
}

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/**
 * Ends a process group when this process ends, by itself or by a signal: neither ends another group by itself.
 * Returns a function that cancels this.
 */
function killGroupOnExit(group: number): () => void {
  const end = () => killGroup(group);
  const leave = (signal: NodeJS.Signals) => process.exit(128 + constants.signals[signal]);
  process.on('exit', end);
  for (const signal of SIGNALS) process.on(signal, leave);
  return () => {
    process.off('exit', end);
    for (const signal of SIGNALS) process.off(signal, leave);
  };
}

/** Kills a process group. Does nothing if it has ended. */
function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

interface ProcessUsage {
  /** Largest resident set so far, in megabytes of 2^20 bytes. */
  readonly peakMemoryMb: number;
  /** Processor time so far, user and system, all threads. */
  readonly cpuSeconds: number;
}

/** Linux counts in hundredths of a second, whatever the machine's tick is: `man 5 proc_pid_stat`, USER_HZ. */
const TICKS_A_SECOND = 100;

/** Reads `/proc`, so it works on Linux only. */
function processUsage(pid: number): ProcessUsage {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The program's name, in brackets, may hold spaces; utime and stime are the 12th and 13th after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    peakMemoryMb: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024,
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND,
  };
}
