import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { writeIfChanged } from '../../lib/bundles/writeIfChanged.ts';
import { OperatorError } from '../../local/platform/errors.ts';
import type { Fault } from './Fault.ts';
import { isOfStacks, isTyped } from './sources.ts';

/** Folders whose files are checked together, with all that they import. */
export interface Project {
  /** Names its files in `build/types/`. */
  readonly name: string;
  readonly folders: readonly string[];
  /** The settings that it is checked with. @default tsconfig.json */
  readonly settings?: string;
}

const CODE = ['model', 'resolvers', 'lambda-fns', 'letters/core'];

/** All code; without the CDK's declarations it is checked in a third of the time. */
export const CODE_PROJECT: Project = { name: 'code', folders: CODE };
const STACKS_PROJECT: Project = { name: 'stacks', folders: [...CODE, 'lib'] };

/** A page knows what a browser has. */
const DASHBOARD_PROJECT: Project = {
  name: 'dashboard',
  folders: ['dashboard'],
  settings: 'dashboard/tsconfig.json',
};

/** Those that hold every file, the one that is edited most first. */
export const WHOLE_PROJECTS: readonly Project[] = [CODE_PROJECT, STACKS_PROJECT];

/** Those that an edit waits for. */
export const editedProjects = (root: string): Project[] => [
  projectOfFolder('resolvers'),
  ...readdirSync(join(root, 'lambda-fns'))
    .filter((domain) => domain !== 'platform')
    .map((domain) => projectOfFolder(`lambda-fns/${domain}`)),
  DASHBOARD_PROJECT,
];

const projectOfFolder = (folder: string): Project => ({ name: folder.replace('/', '-'), folders: [folder] });

/**
 * The smallest project that shows what is wrong with changed files themselves: most of a check is reading declarations. What a
 * change breaks elsewhere, a check of `CODE_PROJECT` shows.
 */
export function projectOf(files: readonly string[]): Project {
  if (files.some(isOfStacks)) return STACKS_PROJECT;
  const typed = files.filter(isTyped);
  if (typed.every((path) => path.startsWith('dashboard/'))) return DASHBOARD_PROJECT;
  const [folder, ...others] = new Set(typed.map(folderOf));
  return folder && others.length === 0 ? projectOfFolder(folder) : CODE_PROJECT;
}

/** Resolvers, or the functions of one domain; `''` for what all share. */
const folderOf = (file: string): string =>
  /^(?:resolvers|lambda-fns\/(?!platform\/)\w+)(?=\/)/.exec(file)?.[0] ?? '';

export interface TypeCheckOptions {
  /** The checkout. */
  readonly root: string;
  readonly project: Project;
  /** Whether it gives way to everything else on the machine. @default false */
  readonly isIdle?: boolean;
  /** Ends the check; it rejects then. @default - nothing does */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Checks the types of a project and returns what is wrong with them, with the settings of `tsconfig.json`. TypeScript remembers
 * in `build/types/` what it found, and checks what changed, and what that may break. It runs in a process of its own that
 * ends: a compiler that stays needs 600 MB.
 */
export async function checkTypes({ root, project, ...options }: TypeCheckOptions): Promise<Fault[]> {
  const folder = join(root, 'build/types');
  const config = join(folder, `${project.name}.json`);
  mkdirSync(folder, { recursive: true });
  writeIfChanged(config, Buffer.from(configOf(project)));
  const [program, ...args] = compilerOf(root);
  const output = await run(program, [...args, '-p', config, '--pretty', 'false'], root, options);
  return output.split('\n').flatMap(faultIn);
}

const configOf = ({ name, folders, settings = 'tsconfig.json' }: Project): string =>
  JSON.stringify({
    extends: `../../${settings}`,
    compilerOptions: { incremental: true, tsBuildInfoFile: `./${name}.tsbuildinfo` },
    include: folders.map((folder) => `../../${folder}`),
    exclude: [],
  });

/**
 * TypeScript's native compiler, which takes a tenth of the time, where it is installed; else the one that all use. The package
 * of a platform holds the program alone: https://www.npmjs.com/package/typescript
 */
export function compilerOf(root: string): [program: string, ...args: string[]] {
  const { resolve } = createRequire(join(root, 'package.json'));
  try {
    const folder = join(
      resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`),
      '..',
    );
    const native = join(folder, 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc');
    if (existsSync(native)) return [native];
  } catch {
    // Not a platform of it, or installed without optional dependencies.
  }
  return [process.execPath, resolve('typescript/bin/tsc')];
}

/** Longest time of one check: many times what the slowest machine takes. Chosen. */
const CHECK_MS = 120_000;

/** 1 and 2 say that types are wrong: https://github.com/microsoft/TypeScript/blob/main/src/compiler/types.ts (`ExitStatus`) */
const FOUND_FAULTS = new Set([1, 2]);

function run(
  program: string,
  args: readonly string[],
  cwd: string,
  { isIdle = false, signal }: Pick<TypeCheckOptions, 'isIdle' | 'signal'>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd, signal, timeout: CHECK_MS, maxBuffer: 10 * 2 ** 20, windowsHide: true };
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      if (!error || (FOUND_FAULTS.has(Number(error.code)) && stdout.includes('error TS'))) resolve(stdout);
      else reject(new OperatorError(`Types cannot be checked: ${stderr.trim() || error.message}`));
    });
    if (isIdle && child.pid !== undefined) giveWay(child.pid);
  });
}

/** Least favoured of all: https://nodejs.org/api/os.html#ossetprioritypid-priority */
function giveWay(pid: number): void {
  try {
    setPriority(pid, 19);
  } catch {
    // It has ended already.
  }
}

const FAULT = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/;

/** Further lines of a fault, which are indented, explain its first one. */
function faultIn(line: string): Fault[] {
  const [, file, row, column, code, message] = FAULT.exec(line.trimEnd()) ?? [];
  if (file === undefined) return [];
  return [{ file, line: Number(row), column: Number(column), message: `${message} ${code}` }];
}
