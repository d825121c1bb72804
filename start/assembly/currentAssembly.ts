import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fingerprintOf } from './fingerprintOf.ts';
import { openAssemblies } from './assemblyCache.ts';

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
  /** The process that is going to run it: while it does, other starts leave the assembly alone. */
  readonly pid: number;
  /** Writes the assembly into `outdir`. */
  readonly synthesize: (outdir: string) => Promise<void>;
}

/**
 * Folder of the checkout's cloud assembly. Loading the CDK and synthesizing would take most of a start, so
 * an assembly is taken again while it, and all it was made of, is what it was; after the least difference
 * another is synthesized beside it.
 */
export async function currentAssembly(options: AssemblyOptions): Promise<string> {
  const { root, pid, synthesize } = options;
  const assemblies = openAssemblies(join(root, 'build/assemblies'), pid);
  const name = nameNow(options);

  const make = async () => {
    const made = assemblies.begin();
    await synthesize(made);
    // What was changed meanwhile may be in it or not: then it is good for this start alone.
    return nameNow(options) === name ? assemblies.keep(name, made) : made;
  };

  const assembly = assemblies.take(name) ?? (await make());
  assemblies.prune();
  return assembly;
}

/** Differs when what the assembly is made of does. */
const nameNow = ({ root, environment }: AssemblyOptions) =>
  createHash('sha256')
    .update(`${process.version} ${settingsOf(environment)} ${fingerprintOf(root, SOURCES)}`)
    .digest('hex');

/** The CDK reads its context, and more, from variables of this prefix. */
const settingsOf = (environment: NodeJS.ProcessEnv) =>
  JSON.stringify(
    Object.entries(environment)
      .filter(([name]) => name.startsWith('CDK_'))
      .sort(),
  );
