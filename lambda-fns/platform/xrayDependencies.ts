// What the bundler puts in the place of two packages that the X-Ray SDK depends on.
import { AsyncLocalStorage } from 'node:async_hooks';

/** Values by name. A value that a context does not have is that of the context it was created in. */
type Context = Record<string, unknown>;

/** The contexts of one user, such as the X-Ray SDK. Only what follows from a context sees its values. */
export interface Namespace {
  get(key: string): unknown;
  set(key: string, value: unknown): unknown;
  /** Creates a context within the present one. */
  createContext(): Context;
  /** Makes it the context of everything that runs in no other. */
  enter(context: Context): void;
  /** Does the work, and all that the work begins, in a new context. */
  run(work: (context: Context) => void): Context;
}

const namespaces = new Map<string, Namespace>();

/**
 * What the X-Ray SDK uses of `cls-hooked`. That package follows every promise of the process with its own
 * hook, which takes a good part of a function's time; Node's own storage takes next to none.
 * https://nodejs.org/api/async_context.html
 */
export const createNamespace = (name: string): Namespace => {
  const storage = new AsyncLocalStorage<Context>();
  let outermost: Context = {};
  const present = () => storage.getStore() ?? outermost;
  // Has no values of its own yet, only those of the present one.
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
 * All that the X-Ray SDK uses of `semver`, which takes 29 KB of every function. It only asks whether a
 * version 2 of the AWS SDK is new enough, and no function has one.
 */
export const gte = () => true;
