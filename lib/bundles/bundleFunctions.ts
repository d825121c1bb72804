import { createHash } from 'node:crypto';
import { type BuildOptions, buildSync } from 'esbuild';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pruneBundles, touchBundles } from './pruneBundles.ts';
import { inputsOf, type Made, reuseBundles } from './reuseBundles.ts';
import { writeIfChanged } from './writeIfChanged.ts';

const xrayDependencies = (root: string) => join(root, 'lambda-fns/platform/xrayDependencies.ts');

/** Names in the code of functions that stand for a text, and what is said there is left out where it cannot be. */
export type Constants = Readonly<Record<string, string>>;

/**
 * Every Lambda handler under `lambda-fns/`, bundled with all it imports: the folder of its `index.js` by path, without
 * `lambda-fns/` and `.ts`. The folder below `build/functions/` is named by its code, so nobody sees it change.
 */
export const bundleFunctions = (root: string, constants: Constants): ReadonlyMap<string, string> => {
  const settings = settingsOf(root, constants);
  const paths = entries(root, 'lambda-fns', /^export const handler\b/m).map((path) =>
    relative('lambda-fns', path).replace(/\.ts$/, ''),
  );
  const hashes = reuseBundles<string>({
    root,
    // A file for each set: a synthesis with other constants leaves this one's bundles as they are.
    name: ['functions', ...Object.values(constants)].join('-'),
    settings,
    entries: paths,
    make: (stale) => {
      const made = bundle(root, settings, stale);
      pruneBundles(root, join(root, OUT));
      return made;
    },
    isWhole: (hash) => isWhole(folderOf(root, hash), hash),
  });
  const folders = new Map([...hashes].map(([path, hash]) => [path, folderOf(root, hash)]));
  touchBundles(folders.values());
  return folders;
};

const settingsOf = (root: string, constants: Constants) =>
  ({
    absWorkingDir: root,
    outdir: OUT,
    bundle: true,
    write: false,
    minify: true,
    // The X-Ray SDK below Powertools calls `require`, which only CommonJS has.
    format: 'cjs',
    target: 'node24',
    platform: 'node',
    // Modules before CommonJS: only of modules is what nothing uses left out.
    mainFields: ['module', 'main'],
    // `import('node:http')`, as the AWS SDK has it, makes Node read every export of the module, and with them load undici for
    // `http.WebSocket`: 15 ms of a cold start. `require` reads none.
    supported: { 'dynamic-import': false },
    legalComments: 'none',
    // Smaller and faster ways to do the same: the file says why.
    alias: { 'cls-hooked/context': xrayDependencies(root), semver: xrayDependencies(root) },
    define: Object.fromEntries(Object.entries(constants).map(([name, text]) => [name, JSON.stringify(text)])),
    logLevel: 'silent',
  }) satisfies BuildOptions;

/** Where esbuild would write. */
const OUT = 'build/functions';

const bundle = (
  root: string,
  settings: BuildOptions,
  paths: readonly string[],
): Map<string, Made<string>> => {
  const { outputFiles = [], metafile } = buildSync({
    ...settings,
    entryPoints: paths.map((path) => ({ in: `lambda-fns/${path}.ts`, out: `${path}/index` })),
    metafile: true,
  });
  return new Map(
    outputFiles.map(({ path, contents }) => {
      const name = dirname(relative(join(root, OUT), path)).replaceAll('\\', '/');
      return [name, { value: place(root, contents), inputs: inputsOf(metafile, `lambda-fns/${name}.ts`) }];
    }),
  );
};

const place = (root: string, contents: Uint8Array): string => {
  const hash = createHash('sha256').update(contents).digest('hex');
  const folder = folderOf(root, hash);
  writeIfChanged(join(folder, CODE), contents);
  // Says what `index.js` is wherever the folder lies, here below a package of modules.
  writeIfChanged(join(folder, 'package.json'), Buffer.from(IS_COMMONJS));
  return hash;
};

const CODE = 'index.js';
const IS_COMMONJS = '{"type":"commonjs"}\n';

const folderOf = (root: string, hash: string) => join(root, OUT, hash);

/** Whether a folder holds the code that it is named by, as it does not where somebody removed or changed it. */
const isWhole = (folder: string, hash: string): boolean => {
  try {
    const code = createHash('sha256').update(readFileSync(join(folder, CODE)));
    return code.digest('hex') === hash && readFileSync(join(folder, 'package.json'), 'utf8') === IS_COMMONJS;
  } catch {
    return false;
  }
};

/** Files of a folder that export what the service looks for, as paths from the root; the others are shared code. */
export const entries = (root: string, folder: string, exported: RegExp): string[] =>
  globSync(`${folder}/**/*.ts`, { cwd: root })
    .filter((path) => exported.test(readFileSync(join(root, path), 'utf8')))
    .sort();
