import { buildSync } from 'esbuild';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { writeIfChanged } from './writeIfChanged.ts';

const XRAY_DEPENDENCIES = join(import.meta.dirname, '../../lambda-fns/platform/xrayDependencies.ts');

/** Names in the code of functions that stand for a text, and what is said there is left out where it cannot be. */
export type Constants = Readonly<Record<string, string>>;

/**
 * Every Lambda handler under `lambda-fns/`, bundled with all it imports into
 * `build/lambda-fns/<path>/index.js`: its folder by path, without `lambda-fns/` and `.ts`.
 */
export const bundleFunctions = (root: string, constants: Constants): ReadonlyMap<string, string> => {
  // A folder for each set: other processes may be reading the bundles of another.
  const outdir = join(root, 'build', ['lambda-fns', ...Object.values(constants)].join('-'));
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: entries(root, 'lambda-fns', /^export const handler\b/m).map((path) => ({
      in: path,
      out: join(relative('lambda-fns', path).replace(/\.ts$/, ''), 'index'),
    })),
    outdir,
    bundle: true,
    write: false,
    minify: true,
    // The X-Ray SDK below Powertools calls `require`, which only CommonJS has.
    format: 'cjs',
    target: 'node24',
    platform: 'node',
    // Modules before CommonJS: only of modules is what nothing uses left out.
    mainFields: ['module', 'main'],
    legalComments: 'none',
    // Smaller and faster ways to do the same: the file says why.
    alias: { 'cls-hooked/context': XRAY_DEPENDENCIES, semver: XRAY_DEPENDENCIES },
    define: Object.fromEntries(Object.entries(constants).map(([name, text]) => [name, JSON.stringify(text)])),
    logLevel: 'silent',
  });
  return new Map(outputFiles.map(({ path, contents }) => place(outdir, path, contents)));
};

const place = (outdir: string, path: string, contents: Uint8Array): [string, string] => {
  const folder = dirname(path);
  writeIfChanged(path, contents);
  // Says what `index.js` is wherever the folder lies, here below a package of modules.
  writeIfChanged(join(folder, 'package.json'), Buffer.from('{"type":"commonjs"}\n'));
  return [relative(outdir, folder), folder];
};

/** Files of a folder that export what the service looks for, as paths from the root; the others are shared code. */
export const entries = (root: string, folder: string, exported: RegExp): string[] =>
  globSync(`${folder}/**/*.ts`, { cwd: root })
    .filter((path) => exported.test(readFileSync(join(root, path), 'utf8')))
    .sort();
