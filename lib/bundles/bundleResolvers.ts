import { buildSync, type BuildOptions } from 'esbuild';
import { globSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inputsOf, type Made, reuseBundles } from './reuseBundles.ts';
import { writeIfChanged } from './writeIfChanged.ts';

/**
 * Every field's code under `resolvers/`, bundled, as AppSync stores it: by `<domain>/<field>` where the file exports
 * `request` and `response`, and by `<domain>/<field>.<step>` for each step it exports.
 */
export const bundleResolvers = (root: string): ReadonlyMap<string, string> => {
  const files = new Map(
    [...fieldExports(root)].flatMap(([field, exports]): [string, EntryFile][] =>
      exports.includes('request')
        ? [[field, { field }]]
        : exports.map((step) => [`${field}.${step}`, { field, step }]),
    ),
  );
  return reuseBundles<string>({
    root,
    name: 'resolvers',
    settings: [settings(root), imported],
    entries: [...files.keys()].sort(),
    make: (stale) => bundle(root, new Map(stale.map((name) => [name, files.get(name) ?? { field: name }]))),
  });
};

/** A field's file, or one of the steps it exports. */
interface EntryFile {
  readonly field: string;
  readonly step?: string;
}

const bundle = (root: string, files: ReadonlyMap<string, EntryFile>): Map<string, Made<string>> => {
  const paths = new Map([...files].map(([name, file]) => [name, entryPath(root, file)]));
  const { outputFiles, metafile } = buildSync({
    ...settings(root),
    bundle: true,
    metafile: true,
    alias,
    external: Object.keys(imported).map((module) => module.replace('@', '')),
    entryPoints: [...paths].map(([name, path]) => ({ in: path, out: name })),
  });
  return new Map(
    outputFiles.map(({ path, text }) => {
      const name = nameOf(relative(join(root, OUT), path));
      // The comment would name a file that is not in the repository.
      const value = withImports(text.replace(`// ${ENTRIES}/${name}.js\n`, ''));
      // The entry of a step follows from its name.
      const inputs = inputsOf(metafile, paths.get(name) ?? name).filter(
        (input) => !input.startsWith(ENTRIES),
      );
      return [name, { value, inputs }];
    }),
  );
};

const entryPath = (root: string, { field, step }: EntryFile) =>
  step === undefined ? `resolvers/${field}.ts` : writeEntry(root, field, step);

/** What each field's file exports, which depends on nothing but the file. */
const fieldExports = (root: string): ReadonlyMap<string, readonly string[]> =>
  reuseBundles<readonly string[]>({
    root,
    name: 'fields',
    settings: settings(root),
    entries: fieldFiles(root).map(fieldOf),
    make: (stale) => {
      const { outputs } = buildSync({
        ...settings(root),
        entryPoints: stale.map((field) => `resolvers/${field}.ts`),
        outbase: 'resolvers',
        metafile: true,
      }).metafile;
      return new Map(
        Object.entries(outputs).map(([path, { exports }]) => {
          const field = nameOf(relative(OUT, path));
          return [field, { value: exports, inputs: [`resolvers/${field}.ts`] }];
        }),
      );
    },
  });

const fieldOf = (file: string) => file.replaceAll('\\', '/').replace(/^resolvers\/|\.ts$/g, '');

/** Where esbuild would write the bundles, and where it finds the entries of steps. */
const OUT = 'build/resolvers';
const ENTRIES = 'build/steps';

const nameOf = (path: string) => path.replace(/\.js$/, '').replaceAll('\\', '/');

/** The files of the domains' folders, and beside those the step that mutations share. Deeper folders hold helpers. */
const fieldFiles = (root: string) =>
  globSync('resolvers/{*,*/*}.ts', { cwd: root })
    .filter((path) => !path.startsWith('resolvers/platform/'))
    .sort();

/**
 * AppSync wants each step as a module that exports `request` and `response`. Returns the path of that module, which is
 * written first: esbuild bundles files, and leaves out what only other steps of the field use.
 */
const writeEntry = (root: string, field: string, step: string) => {
  const path = `${ENTRIES}/${field}.${step}.js`;
  const fieldFile = relative(dirname(path), `resolvers/${field}.ts`).replaceAll('\\', '/');
  writeIfChanged(join(root, path), Buffer.from(entryOf(fieldFile, step)));
  return path;
};

const entryOf = (fieldFile: string, step: string) => `import { ${step} as step } from '${fieldFile}';
export function request(ctx) {
  return step.request(ctx);
}
export function response(ctx) {
  return step.response(ctx);
}
`;

/** What files import of AppSync's modules. */
const imported: Readonly<Record<string, readonly string[]>> = {
  '@aws-appsync/utils': ['extensions', 'runtime', 'util'],
  '@aws-appsync/utils/dynamodb': ['get'],
};

/** The import as a bundle has it before `withImports`. */
const placeholderOf = (module: string) =>
  `import { ${imported[module]?.join(', ')} } from "${module.replace('@', '')}";`;

/**
 * esbuild would keep the imports of each file, used or not, and rename what the second file imports. Files import
 * these modules instead, so a bundle has one import of each.
 */
const alias = Object.fromEntries(
  Object.entries(imported).map(([module, names]) => [
    module,
    `data:text/javascript,${placeholderOf(module)} export { ${names.join(', ')} }`,
  ]),
);

/** Puts the imports of what the bundle uses in front, and names files below `resolvers/`. */
const withImports = (bundle: string) => {
  const code = Object.keys(imported).reduce(
    (text, module) => text.replace(`${placeholderOf(module)}\n`, ''),
    bundle.replace(/^\/\/ <data:.*\n/gm, '').replace(/^\/\/ resolvers\//gm, '// '),
  );
  const imports = Object.entries(imported).map(([module, names]) => {
    // Rather one too many, for a local name or a member that is called the same, than one too few.
    const used = names.filter((name) => new RegExp(`^(?!//).*(?<![.\\w])${name}\\b`, 'm').test(code));
    return used.length > 0 ? `import { ${used.join(', ')} } from "${module}";\n` : '';
  });
  return [imports.join(''), code.trimStart()].filter(Boolean).join('\n');
};

/**
 * The settings are those of AppSync's guide, so that the bundler introduces nothing that AppSync refuses.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-overview-js.html
 */
const settings = (root: string) =>
  ({
    absWorkingDir: root,
    outdir: OUT,
    write: false,
    format: 'esm',
    target: 'esnext',
    platform: 'node',
    // Templates are parsed as YAML too, which does not take every character that a resolver names.
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'silent',
  }) satisfies BuildOptions;
