import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildResult, version } from 'esbuild';
import { writeIfChanged } from './writeIfChanged.ts';

/** What was made of one entry, and the files that were read for it: paths from the root. */
export interface Made<Value> {
  readonly value: Value;
  readonly inputs: readonly string[];
}

export interface ReuseOptions<Value> {
  readonly root: string;
  /** File below `build/bundles/` that remembers what was made. */
  readonly name: string;
  /** Everything beside the entries' files that decides what is made of them. */
  readonly settings: unknown;
  /** Names of all entries, such as `orders/placeOrder`. */
  readonly entries: readonly string[];
  /** Makes these entries. */
  readonly make: (entries: readonly string[]) => ReadonlyMap<string, Made<Value>>;
  /** Whether a value that was made earlier can still be used. @default - always */
  readonly isWhole?: (value: Value) => boolean;
}

interface Remembered<Value> {
  readonly key: string;
  /** By entry: what was made of it, and the SHA-256 of each file that was read for it. */
  readonly made: Readonly<
    Record<string, { readonly value: Value; readonly inputs: Readonly<Record<string, string>> }>
  >;
}

/**
 * Makes each entry of which a file changed since it was made, and returns the values of all. Bundling everything is most of
 * a synthesis, and an edit is part of a few bundles. What is reused is what would be made again: the contents of its files
 * are the same, and so are the settings, the bundler and the installed packages.
 */
export const reuseBundles = <Value>(options: ReuseOptions<Value>): ReadonlyMap<string, Value> => {
  const { root, name, entries, make, isWhole = () => true } = options;
  const file = join(root, 'build/bundles', `${name}.json`);
  const key = keyOf(options);
  const hashOf = createHasher(root);
  const remembered = read<Value>(file, key);
  const kept = entries.flatMap((entry) => {
    const made = remembered[entry];
    const isFresh =
      made &&
      Object.entries(made.inputs).every(([path, hash]) => hashOf(path) === hash) &&
      isWhole(made.value);
    return isFresh ? [[entry, made] as const] : [];
  });
  const fresh = new Set(kept.map(([entry]) => entry));
  const stale = entries.filter((entry) => !fresh.has(entry));
  const began = Date.now() - GRAIN_MS;
  const made = stale.length > 0 ? [...make(stale)] : [];
  // What changed while it was read may or may not be in the bundle: such a bundle is used, and made again at the next need.
  const settled = made
    .filter(([, { inputs }]) => inputs.every((path) => lastChange(join(root, path)) < began))
    .map(([entry, { value, inputs }]) => {
      const hashes = Object.fromEntries(inputs.map((path) => [path, hashOf(path)]));
      return [entry, { value, inputs: hashes }] as const;
    });
  if (settled.length > 0 || Object.keys(remembered).length > kept.length) {
    const content: Remembered<Value> = { key, made: Object.fromEntries([...kept, ...settled]) };
    writeIfChanged(file, Buffer.from(JSON.stringify(content)));
  }
  return new Map([...kept, ...made].map(([entry, { value }]) => [entry, value]));
};

/** Chosen: a file's time can lie some milliseconds before the clock's, as that of Linux does. */
const GRAIN_MS = 20;

/** When a file's content or place last changed. A file that is gone has changed just now. */
const lastChange = (file: string) => statSync(file, { throwIfNoEntry: false })?.ctimeMs ?? Infinity;

/** Changes whenever the same files could be bundled in another way. npm's hidden lock file lists the installed packages. */
const keyOf = ({ root, settings }: Pick<ReuseOptions<never>, 'root' | 'settings'>): string => {
  const hashOf = createHasher(root);
  const outside = ['package.json', 'tsconfig.json', 'node_modules/.package-lock.json'].map(hashOf);
  // Where the checkout lies changes nothing.
  const inside = JSON.stringify(settings).replaceAll(JSON.stringify(root).slice(1, -1), '');
  return sha256(JSON.stringify([version, inside, outside, ...OWN_CODE]));
};

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/** How bundles are made, as code. */
const OWN_CODE = ['bundleFunctions.ts', 'bundleResolvers.ts', 'reuseBundles.ts'].map((name) =>
  sha256(readFileSync(join(import.meta.dirname, name))),
);

/** Hashes each file once. A file that is not there has a hash as well, which no content has. */
const createHasher = (root: string) => {
  const hashes = new Map<string, string>();
  return (path: string): string => {
    const known = hashes.get(path);
    if (known !== undefined) return known;
    const hash = hashFile(join(root, path));
    hashes.set(path, hash);
    return hash;
  };
};

const hashFile = (file: string): string => {
  try {
    return sha256(readFileSync(file));
  } catch {
    return 'missing';
  }
};

/** Nothing where there is no file, or one that was cut short, or of another key. */
const read = <Value>(file: string, key: string): Remembered<Value>['made'] => {
  try {
    // `reuseBundles` wrote it, for the same settings.
    const remembered = JSON.parse(readFileSync(file, 'utf8')) as Remembered<Value>;
    return remembered.key === key ? remembered.made : {};
  } catch {
    return {};
  }
};

type Metafile = NonNullable<BuildResult['metafile']>;

/**
 * The files of ours that an entry's bundle could hold: what it imports, and what that imports, packages in between included.
 * Packages' own files are left out: the lock file stands for them.
 */
export const inputsOf = ({ inputs }: Metafile, entry: string): string[] => {
  const seen = new Set<string>([entry]);
  for (const path of seen)
    for (const imported of inputs[path]?.imports ?? [])
      if (imported.external !== true) seen.add(imported.path);
  return [...seen].filter((path) => !isOfPackage(path)).sort();
};

/** A file of a package, or none at all, as `data:` and `disabled:`. */
const isOfPackage = (path: string) => path.includes('node_modules/') || /^[<(]?(?:data|disabled):/.test(path);
