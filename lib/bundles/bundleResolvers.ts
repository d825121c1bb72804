import { buildSync, type BuildOptions } from 'esbuild';
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Every field's code under `resolvers/`, bundled, as AppSync stores it: by `<domain>/<field>` where the file exports
 * `request` and `response`, and by `<domain>/<field>.<step>` for each step it exports.
 */
export const bundleResolvers = (root: string): ReadonlyMap<string, string> => {
  const { outputFiles, metafile } = buildSync({
    ...settings(root),
    entryPoints: fieldFiles(root),
    outbase: 'resolvers',
    outdir: 'resolvers',
    metafile: true,
  });
  const bundles = Object.entries(metafile.outputs).map(([path, { exports }], index) => {
    const field = path.slice('resolvers/'.length).replace(/\.js$/, '');
    return exports.includes('request')
      ? [[field, withImports(outputFiles[index]?.text ?? '')] as const]
      : exports.map((step) => [`${field}.${step}`, bundleStep(root, field, step)] as const);
  });
  return new Map(bundles.flat());
};

/** The files of the domains' folders, and beside those the step that mutations share. Deeper folders hold helpers. */
const fieldFiles = (root: string) =>
  globSync('resolvers/{*,*/*}.ts', { cwd: root })
    .filter((path) => !path.startsWith('resolvers/platform/'))
    .sort();

/** AppSync wants each step as a module that exports `request` and `response`. What only other steps use is left out. */
const bundleStep = (root: string, field: string, step: string) => {
  const name = basename(field);
  const contents = `import { ${step} as step } from './${name}.ts';
export function request(ctx) {
  return step.request(ctx);
}
export function response(ctx) {
  return step.response(ctx);
}
`;
  const resolveDir = join(root, 'resolvers', dirname(field));
  const sourcefile = `${name}.${step}`;
  const { outputFiles } = buildSync({ ...settings(root), stdin: { contents, resolveDir, sourcefile } });
  // The comment would name a file that does not exist.
  return withImports(outputFiles[0]?.text ?? '').replace(`// ${field}.${step}\n`, '');
};

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
    bundle: true,
    write: false,
    format: 'esm',
    target: 'esnext',
    platform: 'node',
    alias,
    external: Object.keys(imported).map((module) => module.replace('@', '')),
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  }) satisfies BuildOptions;
