// What the bundler puts in the place of two packages that the X-Ray SDK depends on.
import { AsyncLocalStorage } from 'node:async_hooks';

/** Values by name; what a context does not say, the one it was made in says. */
type Context = Record<string, unknown>;

/** One user of contexts, such as the X-Ray SDK: what it sets is seen by all that follows from there, and by nobody else. */
export interface Namespace {
  get(key: string): unknown;
  set(key: string, value: unknown): unknown;
  /** A context within the present one. */
  createContext(): Context;
  /** Makes it the context of whatever runs in none. */
  enter(context: Context): void;
  /** Does the work, and all it begins, in a new context. */
  run(work: (context: Context) => void): Context;
}

const namespaces = new Map<string, Namespace>();

/**
 * What the X-Ray SDK uses of `cls-hooked`, which the bundler replaces by this: that one follows every promise
 * of the process with a hook of its own, which takes a good part of a function's time, and Node's own storage next to none.
 * https://nodejs.org/api/async_context.html
 */
export const createNamespace = (name: string): Namespace => {
  const storage = new AsyncLocalStorage<Context>();
  let outermost: Context = {};
  const present = () => storage.getStore() ?? outermost;
  // Has no values of its own yet, and those of the present one.
  const createContext = () => Object.create(present()) as Context;
  const namespace: Namespace = {
    get: (key) => present()[key],
    set: (key, value) => (present()[key] = value),
    createContext,
    enter: (context) => void (outermost = context),
    run: (work) => {
      const context = createContext();
      storage.run(context, work, context);
      return context;
    },
  };
  namespaces.set(name, namespace);
  return namespace;
};

export const getNamespace = (name: string): Namespace | undefined => namespaces.get(name);

export const destroyNamespace = (name: string): void => void namespaces.delete(name);

/**
 * All that the X-Ray SDK uses of `semver`, which is 29 KB of every function: it asks whether a client of the AWS SDK's
 * version 2 is new enough, and no function has one.
 */
export const gte = () => true;
