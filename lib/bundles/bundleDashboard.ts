import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { once } from '../once.ts';

/** The web app as it is deployed, in two folders, because browsers may keep files whose names change with their content. */
export interface Dashboard {
  /** `index.html` and whatever else has the same name in every version. */
  readonly page: string;
  /** What `index.html` refers to, named by content. */
  readonly assets: string;
}

/** What the thread that builds is given, and what it says at its end: why there is nothing, where there is nothing. */
export interface BuildRequest {
  readonly root: string;
  readonly outDir: string;
  /** Set to 1 when it is done. */
  readonly done: Int32Array;
}
export type BuildAnswer = { readonly faults?: readonly BuildFault[] };

/** What is wrong and where, as esbuild's errors have it: whoever shows those shows these. */
export interface BuildFault {
  readonly text: string;
  /** The column is from 0. */
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
}

/**
 * Bundles `dashboard/` unless the same files were bundled before. A thread begins at once; whoever asks for the result waits for
 * it. So Vite, which nothing else loads, and the rest of a synthesis take the machine's cores together.
 */
export const bundleDashboard = (root: string): (() => Dashboard) => {
  const folder = join(root, OUT, versionOf(root));
  const finish = existsSync(join(folder, 'page')) ? () => undefined : beginBuild(root, folder);
  return once(() => {
    finish();
    const now = new Date();
    utimesSync(folder, now, now);
    prune(join(root, OUT));
    return { page: join(folder, 'page'), assets: join(folder, 'assets') };
  });
};

const OUT = 'build/dashboard';

/** Everything that decides what is built. npm's hidden lock file lists the installed packages. */
const DECIDING = ['package.json', 'tsconfig.json', 'node_modules/.package-lock.json'];
const OWN_CODE = ['bundleDashboard.ts', 'buildDashboard.ts'].map((name) =>
  readFileSync(join(import.meta.dirname, name)),
);

function versionOf(root: string): string {
  const hash = createHash('sha256');
  for (const code of OWN_CODE) hash.update(code);
  const files = globSync('dashboard/**', { cwd: root }).filter((path) => statSync(join(root, path)).isFile());
  for (const path of [...files.sort(), ...DECIDING])
    hash.update(`\0${path}\0`).update(contentOf(join(root, path)));
  return hash.digest('hex');
}

const contentOf = (file: string) => (existsSync(file) ? readFileSync(file) : 'missing');

/** Many times what the slowest machine takes. Chosen: a thread that ended without a word would be waited for for ever. */
const LONGEST_BUILD_MS = 180_000;

/** Returns what waits for the end, and throws what went wrong. The CDK knows no promises, so waiting blocks this thread. */
function beginBuild(root: string, outDir: string): () => void {
  mkdirSync(join(root, OUT), { recursive: true });
  const done = new Int32Array(new SharedArrayBuffer(4));
  const { port1: own, port2: port } = new MessageChannel();
  const worker = new Worker(new URL('./buildDashboard.ts', import.meta.url), {
    workerData: { root, outDir, done, port },
    transferList: [port],
  });
  worker.unref();
  return () => {
    const isLate = Atomics.wait(done, 0, 0, LONGEST_BUILD_MS) === 'timed-out';
    // The thread sends this type.
    const answer = receiveMessageOnPort(own)?.message as BuildAnswer | undefined;
    own.close();
    if (isLate || !answer) throw new Error('dashboard/ was not bundled: the thread that does it did not end');
    if (answer.faults) throw failureOf(answer.faults);
  };
}

const failureOf = (errors: readonly BuildFault[]): Error => {
  const lines = errors.map(({ text, location }) =>
    location ? `${location.file}:${location.line}:${location.column + 1} ${text}` : text,
  );
  return Object.assign(new Error(['dashboard/ cannot be bundled', ...lines].join('\n')), { errors });
};

/** How long a version stays after its last use: whoever was given its folder may still be copying. Chosen. */
const KEPT_MS = 30 * 60_000;

function prune(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const lastUse = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (lastUse < Date.now() - KEPT_MS) rmSync(path, { recursive: true, force: true });
  }
}
