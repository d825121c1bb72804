import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openAssemblies } from '../assembly/assemblyCache.ts';
import { ASSEMBLIES, currentAssembly, SOURCES } from '../assembly/currentAssembly.ts';
import { hashFiles } from '../assembly/fingerprintOf.ts';
import { synthesizeInWorker } from '../assembly/synthesizeInWorker.ts';
import { checkTypes, CODE_PROJECT, projectOf } from './checkTypes.ts';
import { codeFaults } from './codeFaults.ts';
import { type Fault, faultsOf } from './Fault.ts';
import { linkFolder, shareAssets } from './linkFolder.ts';
import { patchAssembly } from './patchAssembly.ts';
import { schemaFaults } from './schemaFaults.ts';
import { isOfStacks, isSource, isTyped } from './sources.ts';
import { trimAssemblies } from './trimAssemblies.ts';

export interface EditorOptions {
  /** The checkout. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The process that runs the assembly. */
  readonly pid: number;
  /** The assembly that runs. */
  readonly assembly: string;
  /** The SHA-256 of each file that it is of. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Options, and what was wrong with the types before anybody edited. */
type EditOptions = EditorOptions & { readonly knownFaults: readonly Fault[] };

/** What became of the files as they are now. */
export type Edit =
  /** Nothing that runs is different: comments, types, files that nothing uses. */
  | { readonly kind: 'same'; readonly files: readonly string[] }
  | { readonly kind: 'faulty'; readonly files: readonly string[]; readonly faults: readonly Fault[] }
  /** What runs has faults that only a check of all types finds, where it is used. */
  | { readonly kind: 'mistyped'; readonly files: readonly string[]; readonly faults: readonly Fault[] }
  /** An assembly that can be taken. */
  | ({ readonly kind: 'ready'; readonly files: readonly string[] } & Version);

export interface Editor {
  /**
   * Makes an assembly of the files as they are now, and removes those that edits before left behind.
   * @param codePaths what functions that run may still read, in whichever assembly
   * @param knownFaults what was wrong with the types before anybody edited
   */
  prepare(codePaths: readonly string[], knownFaults?: readonly Fault[]): Promise<Edit>;
  /** Reads and loads what the first edit needs, so that it is as quick as the others. */
  warmUp(): Promise<Edit>;
  /** Says that an assembly which was ready runs now. */
  take(directory: string): void;
  /** Checks all types, and synthesizes what was taken as a patch. Returns the faults, or the assembly where it is another one. */
  verify(): Promise<Edit>;
}

interface Version {
  readonly directory: string;
  /** The SHA-256 of each file that it is of. */
  readonly sources: ReadonlyMap<string, string>;
}

/** What an edit comes to, and the version that runs once it is taken. */
type Prepared = readonly [Edit, Version];

/** Makes assemblies of a checkout whose files change: a patch where only code or the schema did, else by synthesis. */
export function createEditor(options: EditorOptions): Editor {
  const { root } = options;
  let running: Version = { directory: options.assembly, sources: options.sources };
  const ready = new Map<string, Version>();
  let known: readonly Fault[] = [];

  const offer = ([edit, version]: Prepared): Edit => {
    if (edit.kind === 'ready') ready.set(edit.directory, version);
    if (edit.kind === 'same') running = version;
    return edit;
  };

  const verify = async (before: Version): Promise<Edit> => {
    // What was refused is not held against anything.
    if (changedFiles(before.sources, hashFiles(root, SOURCES)).length > 0) return SAME;
    const [types, version] = await Promise.all([
      checkTypes({ root, project: CODE_PROJECT, isIdle: true }),
      synthesize(options, before.directory),
    ]);
    const isOutdated = running !== before || changedFiles(before.sources, version.sources).length > 0;
    if (isOutdated) return SAME;
    const faults = types.filter(isOfEdit([], known));
    if (faults.length > 0) return { kind: 'mistyped', files: [], faults };
    return hasSameTemplates(before.directory, version.directory)
      ? offer([SAME, before])
      : offer([{ kind: 'ready', files: [], ...version }, version]);
  };

  return {
    async prepare(codePaths, knownFaults = []) {
      known = knownFaults;
      let files: readonly string[] = [];
      try {
        trimAssemblies({
          folder: join(root, ASSEMBLIES),
          pid: options.pid,
          running: running.directory,
          codePaths,
        });
        const sources = hashFiles(root, SOURCES);
        files = changedFiles(running.sources, sources);
        return files.length === 0
          ? SAME
          : offer(await prepare(files, { ...running, sources }, { ...options, knownFaults }));
      } catch (error) {
        return { kind: 'faulty', files, faults: faultsOf(error, root) };
      }
    },
    warmUp: () => warmUp(running, options),
    take(directory) {
      running = ready.get(directory) ?? running;
      ready.clear();
    },
    async verify() {
      try {
        return await verify(running);
      } catch (error) {
        return { kind: 'faulty', files: [], faults: faultsOf(error, root) };
      }
    },
  };
}

const SAME: Edit = { kind: 'same', files: [] };

async function warmUp(running: Version, options: EditorOptions): Promise<Edit> {
  try {
    await patch([], running, options);
  } catch {
    // The sources are faulty now, as the edit that made them so says.
  }
  return SAME;
}

/** Bundles and type checks at the same time, for there are two cores. `next` is what runs, with the files as they are now. */
async function prepare(files: readonly string[], next: Version, options: EditOptions): Promise<Prepared> {
  const { root } = options;
  const faults = files.includes('schema.graphql') ? schemaFaults(root) : [];
  const stop = new AbortController();
  const types =
    faults.length === 0 && files.some(isTyped)
      ? checkTypes({ root, project: projectOf(files), signal: stop.signal })
      : Promise.resolve([]);
  const made = faults.length > 0 ? unchanged(files, next) : make(files, next, options);
  const [typeFaults, prepared] = await settleBoth(types, made, stop);
  const [edit] = prepared;
  const refused = edit.kind === 'faulty' ? edit.faults : [];
  const found = [...faults, ...refused, ...typeFaults.filter(isOfEdit(files, options.knownFaults))];
  return found.length > 0 ? [{ kind: 'faulty', files, faults: found }, next] : prepared;
}

async function make(files: readonly string[], next: Version, options: EditorOptions): Promise<Prepared> {
  if (!files.some(isOfStacks)) return patch(files, next, options);
  const version = await synthesize(options, next.directory);
  return [{ kind: 'ready', files, ...version }, version];
}

async function patch(
  files: readonly string[],
  next: Version,
  { root, pid }: EditorOptions,
): Promise<Prepared> {
  const directory = openAssemblies(join(root, ASSEMBLIES), pid).createOutdir();
  const { sources, resolverCode } = patchAssembly({ root, from: next.directory, to: directory });
  if (sources.length === 0) {
    rmSync(join(directory, '..'), { recursive: true });
    return unchanged(files, next);
  }
  const faults = resolverCode.flatMap((code) => codeFaults(code, root));
  if (faults.length > 0) return [{ kind: 'faulty', files, faults: distinct(faults) }, next];
  const version = { ...next, directory };
  return [{ kind: 'ready', files, ...version }, version];
}

/** Several steps of a field hold the same helper. */
const distinct = (faults: readonly Fault[]): Fault[] => [
  ...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values(),
];

const unchanged = async (files: readonly string[], next: Version): Promise<Prepared> => [
  { kind: 'same', files },
  next,
];

/** What was wrong before, in a file that nobody touches, is in nobody's way. */
function isOfEdit(files: readonly string[], known: readonly Fault[]) {
  const keyOf = ({ file, message }: Fault) => `${file} ${message}`;
  const before = new Set(known.map(keyOf));
  return (fault: Fault) => files.includes(fault.file ?? '') || !before.has(keyOf(fault));
}

/** Synthesizes the files as they are now, unless an assembly of them is there. What is returned belongs to this process alone. */
async function synthesize(
  { root, environment, pid, assembly }: EditorOptions,
  running: string,
): Promise<Version> {
  let sources: Version['sources'] = new Map();
  const directory = await currentAssembly({
    root,
    environment,
    pid,
    onSources: (hashes) => (sources = hashes),
    async synthesize(outdir) {
      await synthesizeInWorker(root, environment, outdir);
      shareAssets(outdir, running);
    },
  });
  const assemblies = openAssemblies(join(root, ASSEMBLIES), pid);
  if (assemblies.isOwn(directory)) return { directory, sources };
  // One that is kept for later starts is not held by this process, so that a day of edits does not keep all of its assemblies.
  const own = assemblies.createOutdir();
  linkFolder(directory, own);
  if (directory !== assembly) assemblies.release(directory);
  return { directory: own, sources };
}

/**
 * Resolves with both. Where nothing could be made, the types are not waited for: bundling names the place of what does not parse,
 * and the compiler would name it twice.
 */
async function settleBoth<Types, Made>(
  types: Promise<Types>,
  made: Promise<Made>,
  stop: AbortController,
): Promise<[Types, Made]> {
  // Awaited below, if ever.
  types.catch(() => undefined);
  try {
    const value = await made;
    return [await types, value];
  } catch (error) {
    stop.abort();
    throw error;
  }
}

/** Without what editors leave beside their files for a moment, or for good. */
function changedFiles(before: Version['sources'], after: Version['sources']): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => isSource(path) && before.get(path) !== after.get(path));
}

function hasSameTemplates(one: string, other: string): boolean {
  const templatesOf = (folder: string) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.template.json'))
      .sort()
      .map((name) => `${name}\n${readFileSync(join(folder, name), 'utf8')}`);
  return templatesOf(one).join('\n') === templatesOf(other).join('\n');
}
