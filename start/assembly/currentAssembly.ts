import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf } from './fingerprintOf.ts';

/** Everything an assembly is made of. npm's hidden lock file tells what is really installed. */
const SOURCES = [
  'lib',
  'resolvers',
  'lambda-fns',
  'model',
  'schema.graphql',
  'cdk.json',
  'package.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
];

export interface AssemblyOptions {
  /** The checkout. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Writes the assembly into `outdir`. */
  readonly synthesize: (outdir: string) => Promise<void>;
}

/**
 * Folder of the checkout's cloud assembly. Loading the CDK and synthesizing would take most of a start, so
 * the last assembly is taken again while it, and all it was made of, is what it was; after the least
 * difference it is synthesized anew.
 */
export async function currentAssembly({ root, environment, synthesize }: AssemblyOptions): Promise<string> {
  const outdir = join(root, 'build/cdk.out');
  const stampFile = join(root, 'build/cdk.out.sha256');
  const sourcesNow = () => `${process.version} ${settingsOf(environment)} ${fingerprintOf(root, SOURCES)}`;
  const stampOf = (sources: string) => `${sources} ${fingerprintOf(outdir, ['.'])}\n`;

  const sources = sourcesNow();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOf(sources)) return outdir;
  rmSync(stampFile, { force: true });
  mkdirSync(outdir, { recursive: true });
  await synthesize(outdir);
  // What was changed meanwhile may be in it or not.
  if (sourcesNow() === sources) writeFileSync(stampFile, stampOf(sources));
  return outdir;
}

/** The CDK reads its context, and more, from variables of this prefix. */
const settingsOf = (environment: NodeJS.ProcessEnv) =>
  JSON.stringify(
    Object.entries(environment)
      .filter(([name]) => name.startsWith('CDK_'))
      .sort(),
  );
