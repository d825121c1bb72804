import { bundleFunctions } from './bundleFunctions.ts';
import { bundleResolvers } from './bundleResolvers.ts';

/** The code that runs on AWS, bundled, by its path in the repository. */
export interface Bundles {
  /**
   * APPSYNC_JS of `resolvers/<path>.ts`, one module without imports but `@aws-appsync/utils`.
   * Throws when there is no such file, or when it is larger than AppSync takes.
   */
  resolver(path: string): string;
  /** Folder with the bundle of `lambda-fns/<path>.ts` as `index.js`, handler `index.handler`. Throws when there is no such file. */
  functionFolder(path: string): string;
}

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html: the largest code of a resolver or function. */
const RESOLVER_BYTES = 32 * 1024;

const bundled = new Map<string, Bundles>();

/** The bundles of the repository at `root`. Each kind is bundled at first need, once a process. */
export const createBundles = (root: string): Bundles => {
  const known = bundled.get(root);
  if (known) return known;
  const resolvers = once(() => bundleResolvers(root));
  const functions = once(() => bundleFunctions(root));
  const bundles: Bundles = {
    resolver: (path) => fitting(path, find(resolvers(), 'resolvers', path, 'request and response')),
    functionFolder: (path) => find(functions(), 'lambda-fns', path, 'handler'),
  };
  bundled.set(root, bundles);
  return bundles;
};

const once = <Value>(make: () => Value) => {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};

const find = (all: ReadonlyMap<string, string>, folder: string, path: string, exported: string) => {
  const found = all.get(path);
  if (found === undefined) throw new Error(`${folder}/${path}.ts is missing, or does not export ${exported}`);
  return found;
};

const fitting = (path: string, code: string) => {
  const bytes = Buffer.byteLength(code);
  if (bytes > RESOLVER_BYTES) {
    throw new Error(`resolvers/${path}.ts is ${bytes} bytes when bundled; AppSync takes ${RESOLVER_BYTES}`);
  }
  return code;
};
