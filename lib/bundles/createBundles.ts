import { basename } from 'node:path';
import { bundleFunctions, type Constants } from './bundleFunctions.ts';
import { bundleResolvers } from './bundleResolvers.ts';
import { once } from '../once.ts';

/** The code that runs on AWS, bundled, by its path in the repository. */
export interface Bundles {
  /**
   * APPSYNC_JS of `resolvers/<path>.ts`, or of one of the steps it exports: one module without imports but AppSync's.
   * Throws where there is no such file or step, or where the module is larger than AppSync takes.
   */
  resolver(path: string, step?: string): string;
  /** Folder with the bundle of `lambda-fns/<path>.ts` as `index.js`, handler `index.handler`. Throws where there is no such file. */
  functionFolder(path: string): string;
  /** What is said in the code of functions. */
  readonly constants: Constants;
  /** Which code that is: SHA-256 of its `index.js`, in hexadecimal digits. */
  functionVersion(path: string): string;
}

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html: the largest code of a resolver or function. */
const RESOLVER_BYTES = 32 * 1024;

const bundled = new Map<string, Bundles>();

/** The bundles of the repository at `root`. Each kind is bundled at first need, once a process. */
export const createBundles = (root: string, constants: Constants = {}): Bundles => {
  const key = JSON.stringify([root, constants]);
  const known = bundled.get(key) ?? bundleSources(root, constants);
  bundled.set(key, known);
  return known;
};

/** The bundles of the files as they are now: each kind is bundled at first need. */
export const bundleSources = (root: string, constants: Constants = {}): Bundles => {
  const resolvers = once(() => bundleResolvers(root));
  const functions = once(() => bundleFunctions(root, constants));
  const functionFolder = (path: string) =>
    functions().get(path) ?? throwMissing('lambda-fns', path, 'handler');
  return {
    constants,
    resolver: (path, step) => {
      const code = resolvers().get(step ? `${path}.${step}` : path);
      return checkSize(path, code ?? throwMissing('resolvers', path, step ?? 'request and response'));
    },
    functionFolder,
    functionVersion: (path) => basename(functionFolder(path)),
  };
};

const throwMissing = (folder: string, path: string, exported: string): never => {
  throw new Error(`${folder}/${path}.ts is missing, or does not export ${exported}`);
};

const checkSize = (path: string, code: string) => {
  const bytes = Buffer.byteLength(code);
  if (bytes > RESOLVER_BYTES) {
    throw new Error(`resolvers/${path}.ts is ${bytes} bytes when bundled; AppSync takes ${RESOLVER_BYTES}`);
  }
  return code;
};
