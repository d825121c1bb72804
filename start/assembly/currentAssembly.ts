import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fingerprintOf } from './fingerprintOf.ts';
import { openAssemblies } from './assemblyCache.ts';

/** Everything that synthesis reads. npm's hidden lock file lists the installed packages. */
const SOURCES = [
  'lib',
  'resolvers',
  'lambda-fns',
  'letters/core',
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
  /** The process that will run the assembly. Other starts do not remove the assembly while it runs. */
  readonly pid: number;
  /** Writes the assembly into `outdir`. */
  readonly synthesize: (outdir: string) => Promise<void>;
}

/**
 * Returns the folder of the checkout's cloud assembly. Loading the CDK and synthesizing would take most of a
 * start, so an assembly is reused while neither it nor any of its sources has changed. Otherwise another is
 * synthesized beside it.
 */
export async function currentAssembly(options: AssemblyOptions): Promise<string> {
  const { root, pid, synthesize } = options;
  const assemblies = openAssemblies(join(root, 'build/assemblies'), pid);
  const name = assemblyName(options);

  const synthesizeNew = async () => {
    const outdir = assemblies.createOutdir();
    await synthesize(outdir);
    // If a source changed meanwhile, the assembly may or may not include the change: only this start uses it.
    return assemblyName(options) === name ? assemblies.store(name, outdir) : outdir;
  };

  const assembly = assemblies.acquire(name) ?? (await synthesizeNew());
  assemblies.prune();
  return assembly;
}

/** A hash of everything that synthesis depends on. */
const assemblyName = ({ root, environment }: AssemblyOptions) =>
  createHash('sha256')
    .update(`${process.version} ${settingsOf(environment)} ${fingerprintOf(root, SOURCES)}`)
    .digest('hex');

/** The CDK reads its context and other settings from variables with this prefix. */
const settingsOf = (environment: NodeJS.ProcessEnv) =>
  JSON.stringify(
    Object.entries(environment)
      .filter(([name]) => name.startsWith('CDK_'))
      .sort(),
  );
