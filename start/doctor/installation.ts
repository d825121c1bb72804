import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, Patient } from './Finding.ts';

const INSTALL = 'Run: npm ci';

/** The Node that runs everything here is installed with the packages; npm and its own Node are the machine's. */
export function nodeAndNpm({ root, environment }: Patient): readonly Finding[] {
  const wanted = lockedVersions(root, 'package-lock.json')['node_modules/node'] ?? '';
  const own = process.versions.node;
  const node: Finding =
    own === wanted
      ? { state: 'ok', what: 'Node', found: `${own}, from the installed packages` }
      : {
          state: 'note',
          what: 'Node',
          found: `${own}; everything is tried with ${wanted}, which npm scripts use once it is installed`,
          remedy: INSTALL,
        };
  // Such as "npm/11.6.1 node/v22.20.0 linux x64": https://docs.npmjs.com/cli/using-npm/config#user-agent
  const [, npm, itsNode] = /^npm\/(\S+) node\/v(\S+)/.exec(environment['npm_config_user_agent'] ?? '') ?? [];
  if (npm === undefined) return [node];
  const isOld = Number.parseInt(npm) < 10;
  return [
    node,
    {
      state: isOld ? 'fault' : 'ok',
      what: 'npm',
      found: `${npm}, on Node ${itsNode}`,
      ...(isOld && { remedy: 'Install npm 10 or later, which comes with Node 20 and later.' }),
    },
  ];
}

/** Whether the installed packages are those of the lock file. */
export function installedPackages({ root }: Patient): readonly Finding[] {
  const what = 'packages';
  // npm writes it after an installation that went to its end.
  if (!existsSync(join(root, 'node_modules/.package-lock.json')))
    return [{ state: 'fault', what, found: 'not installed', remedy: INSTALL }];
  const locked = Object.entries(lockedVersions(root, 'package-lock.json'));
  const installed = lockedVersions(root, 'node_modules/.package-lock.json');
  // Packages of other systems are locked and not installed; none has two versions in one place.
  const differing = locked.filter(
    ([path, version]) => installed[path] !== undefined && installed[path] !== version,
  );
  const [first] = differing;
  if (first === undefined)
    return [{ state: 'ok', what, found: `${Object.keys(installed).length} installed, as locked` }];
  const [path, version] = first;
  const others = differing.length > 1 ? `, and ${differing.length - 1} more differ` : '';
  const name = path.replace(/^.*node_modules\//, '');
  return [
    {
      state: 'fault',
      what,
      found: `${name} is ${installed[path]}, the lock file says ${version}${others}`,
      remedy: INSTALL,
    },
  ];
}

/** Programs that are not JavaScript: an installation for another system, as in a shared folder, has the wrong ones. */
export function installedPrograms({ root }: Patient): readonly Finding[] {
  const what = 'esbuild';
  const program = join(root, 'node_modules/.bin/esbuild');
  if (!existsSync(program)) return [];
  const { status, stdout, error } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (status === 0) return [{ state: 'ok', what, found: `${stdout.trim()} runs on this system` }];
  return [
    {
      state: 'fault',
      what,
      found: `does not run on this ${process.platform} ${process.arch}${error ? `: ${error.message}` : ''}`,
      remedy: 'Remove node_modules, then run: npm ci',
    },
  ];
}

/** Versions by path, such as `node_modules/zod`. */
function lockedVersions(root: string, file: string): Readonly<Record<string, string>> {
  // npm's own format: https://docs.npmjs.com/cli/configuring-npm/package-lock-json
  const { packages } = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
    packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  return Object.fromEntries(
    Object.entries(packages).flatMap(([path, { version }]) =>
      path !== '' && version !== undefined ? [[path, version]] : [],
    ),
  );
}
