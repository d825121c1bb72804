import { buildSync } from 'esbuild';
import { relative } from 'node:path';
import { entries } from './bundleFunctions.ts';

/**
 * Every resolver and pipeline function under `resolvers/`, bundled: code by path, without folder and `.ts`.
 * The settings are those of AppSync's guide, so that what it refuses is not introduced by the bundler.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-overview-js.html
 */
export const bundleResolvers = (root: string): ReadonlyMap<string, string> => {
  const outdir = `${root}/build/resolvers`;
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: entries(root, 'resolvers', /^export (function|const) request\b/m),
    outbase: 'resolvers',
    outdir,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'esnext',
    platform: 'node',
    external: ['@aws-appsync/utils', '@aws-appsync/utils/*'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return new Map(outputFiles.map(({ path, text }) => [relative(outdir, path).replace(/\.js$/, ''), text]));
};
