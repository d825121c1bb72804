import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fingerprintOfHashes, hashFiles } from './fingerprintOf.ts';
import { openAssemblies } from './assemblyCache.ts';

/** Everything that synthesis reads. npm's hidden lock file lists the installed packages. */
export const SOURCES = [
  'lib',
  'resolvers',
  'lambda-fns',
  'letters/core',
  'model',
  'dashboard',
  'schema.graphql',
  'cdk.json',
  'package.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
];

/** Where assemblies are kept, below the checkout. */
export const ASSEMBLIES = 'build/assemblies';

export interface AssemblyOptions {
  /** The checkout. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The process that will run the assembly. Other starts do not remove the assembly while it runs. */
  readonly pid: number;
  /** Writes the assembly into `outdir`. */
  readonly synthesize: (outdir: string) => Promise<void>;
  /** Is given the SHA-256 of each file that the assembly is of, by its path. */
  readonly onSources?: (hashes: ReadonlyMap<string, string>) => void;
}

/**
 * Returns the folder of the checkout's cloud assembly. Loading the CDK and synthesizing would take most of a
 * start, so an assembly is reused while neither it nor any of its sources has changed. Otherwise another is
 * synthesized beside it.
 */
export async function currentAssembly(options: AssemblyOptions): Promise<string> {
  const { root, pid, synthesize } = options;
  const assemblies = openAssemblies(join(root, ASSEMBLIES), pid);
  const sources = hashFiles(root, SOURCES);
  const name = assemblyName(options, sources);

  const synthesizeNew = async () => {
    const outdir = assemblies.createOutdir();
    await synthesize(outdir);
    // If a source changed meanwhile, the assembly may or may not include the change: only this start uses it.
    return assemblyName(options, hashFiles(root, SOURCES)) === name ? assemblies.store(name, outdir) : outdir;
  };

  const assembly = assemblies.acquire(name) ?? (await synthesizeNew());
  assemblies.prune();
  options.onSources?.(sources);
  return assembly;
}

/** A hash of everything that synthesis depends on. */
const assemblyName = ({ environment }: AssemblyOptions, sources: ReadonlyMap<string, string>) =>
  createHash('sha256')
    .update(`${process.version} ${settingsOf(environment)} ${fingerprintOfHashes(sources)}`)
    .digest('hex');

/** The CDK reads its context and other settings from variables with this prefix. */
const settingsOf = (environment: NodeJS.ProcessEnv) =>
  JSON.stringify(
    Object.entries(environment)
      .filter(([name]) => name.startsWith('CDK_'))
      .sort(),
  );
