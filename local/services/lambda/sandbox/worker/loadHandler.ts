import { existsSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lambdaRuntimeError } from './runtimeErrors.ts';

export type Handler = (event: unknown, context: object, callback?: Callback) => unknown;
export type Callback = (error?: unknown, answer?: unknown) => void;

/** Finds `file.export` in the code the way Lambda's Node.js runtime does: `.js`, `.mjs`, then `.cjs`. */
export async function loadHandler(taskRoot: string, handler: string): Promise<Handler> {
  const [, module = '', exported = ''] = /^([^.]*)\.(.+)$/.exec(basename(handler)) ?? [];
  if (!module)
    throw lambdaRuntimeError('MalformedHandlerName', `'${handler}' is not of the form 'file.export'`);

  const file = join(taskRoot, dirname(handler), module);
  const loaded = await load(file, module);
  const found = exported.split('.').reduce(exportedMember, loaded);
  if (typeof found === 'function') return found as Handler; // Lambda calls every function.
  const problem = found === undefined ? 'undefined or not exported' : 'not a function';
  throw lambdaRuntimeError('HandlerNotFound', `${handler} is ${problem}`);
}

// Every value but null and undefined may have members.
const exportedMember = (value: unknown, name: string): unknown =>
  (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];

async function load(file: string, module: string): Promise<unknown> {
  const path = ['', '.js', '.mjs', '.cjs']
    .map((extension) => file + extension)
    .find((candidate) => existsSync(candidate));
  if (!path) throw lambdaRuntimeError('ImportModuleError', `Error: Cannot find module '${module}'`);
  try {
    return path.endsWith('.mjs') ? await import(pathToFileURL(path).href) : createRequire(path)(path);
  } catch (error) {
    throw importProblem(error);
  }
}

function importProblem(error: unknown): unknown {
  if (error instanceof SyntaxError) return lambdaRuntimeError('UserCodeSyntaxError', String(error), error);
  // Node's errors have a code and a stack. Other thrown values may have neither.
  const { code, stack } = Object(error) as { readonly code?: unknown; readonly stack?: string };
  const missing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
  return missing ? lambdaRuntimeError('ImportModuleError', String(error), { stack }) : error;
}

const SDK = /^@(aws-sdk|smithy)\//;
const { resolve: resolveForRequire } = createRequire(import.meta.url);

/**
 * The runtime ships the AWS SDK, so bundles may leave it out. Its packages that the code's own folder lacks are
 * loaded from here. https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-sdk-included
 */
export function installRuntimeModules(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (!SDK.test(specifier)) return next(specifier, context);
      try {
        return next(specifier, context);
      } catch {
        const required = context.conditions?.includes('require');
        const url = required
          ? pathToFileURL(resolveForRequire(specifier)).href
          : import.meta.resolve(specifier);
        return { url, shortCircuit: true };
      }
    },
  });
}
