import { argumentsOf } from '../argumentsOf.ts';
import { createInfo } from './createInfo.ts';
import type { FieldExecution } from './FieldExecution.ts';

/** What every handler of one field's resolver shares. */
export type FieldContext = ReturnType<typeof createContext>;

/** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html */
export function createContext(execution: FieldExecution) {
  const { run, field, source } = execution;
  const args = argumentsOf(field.definition, field.nodes[0], run.variables);
  return {
    arguments: args,
    args,
    identity: run.request.caller.identity,
    source: source ?? null,
    stash: {} as Record<string, unknown>,
    env: { ...run.api.environmentVariables },
    request: { headers: { ...run.request.headers }, domainName: null },
    info: createInfo(execution),
  };
}

/** The context of one handler. Its members cannot be replaced; what is inside them can be written to. */
export const handlerContext = (context: FieldContext, own: HandlerOwn) =>
  Object.freeze({ ...context, prev: { result: own.prev }, ...own.answer });

interface HandlerOwn {
  /** `ctx.prev.result` */
  readonly prev?: unknown;
  /** For response handlers. */
  readonly answer?: { readonly result: unknown; readonly error?: unknown };
}
