import { SOURCES } from '../assembly/currentAssembly.ts';

/** Code that the assembly does not hold, and that this process has loaded. */
const LOADED = ['local', 'start'];

/** Everything whose change means something to a running `npm start`. */
export const WATCHED: readonly string[] = [...SOURCES, ...LOADED];

const isAt = (paths: readonly string[]) => (path: string) =>
  paths.some((each) => path === each || path.startsWith(`${each}/`));

/**
 * Whether the assembly may be of this file, or of files in this folder: one that comes or goes as a whole is told by its own name alone.
 * Editors' own files are left out: `.placeOrder.ts.swp`, `4913`, `placeOrder.ts~`.
 */
export const isSource = (path: string): boolean =>
  isAt(SOURCES)(path) && (SOURCE_FILE.test(path) || FOLDER.test(path)) && !/(?:^|\/)\.#/.test(path);

const SOURCE_FILE = /(?:^|\/)\.?[\w-][\w.-]*\.(?:tsx?|js|json|graphql|css|html|svg)$/;
const FOLDER = /(?:^|\/)(?!\d+$)[\w-]+$/;

/** Whether only another start would take this file. */
export const isLoaded = (path: string): boolean =>
  isAt(LOADED)(path) && /\/\w[\w.-]*\.(?:ts|tsx|css|html)$/.test(path);

/** What becomes code or pages in an assembly, or its schema. Of all else only a synthesis knows what it decides. */
const CODE = ['resolvers', 'lambda-fns', 'letters/core', 'model', 'dashboard', 'schema.graphql'];

/** Whether a change of this file needs a synthesis. */
export const isOfStacks = (path: string): boolean => !isAt(CODE)(path);

/** Whether a change of this file can make types wrong. */
export const isTyped = (path: string): boolean =>
  /\.tsx?$/.test(path) || path === 'tsconfig.json' || path === 'node_modules/.package-lock.json';
