import { getNamedType, type GraphQLObjectType, Kind, print, type SelectionSetNode } from 'graphql';
import type { Invocation } from '../runtime/Invocation.ts';
import { ResolverError } from '../runtime/ResolverError.ts';
import type { Path } from './Path.ts';
import type { Run } from './Run.ts';
import { argumentsOf } from './argumentsOf.ts';
import type { SelectedField, Selections } from './createSelections.ts';

/** One field of one object, while its resolver runs. */
export interface FieldExecution {
  readonly run: Run;
  readonly type: GraphQLObjectType;
  readonly field: SelectedField;
  /** The object's value before completion. */
  readonly source: unknown;
  readonly path: Path;
}

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

/**
 * `ctx.info`. What is selected is worked out only when asked for, and `JSON.stringify` leaves it out,
 * as on AWS.
 */
function createInfo({ run, type, field }: FieldExecution) {
  const sets = field.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const info = { fieldName: field.name, parentTypeName: type.name, variables: run.request.variables ?? {} };
  return Object.defineProperties(info, {
    selectionSetList: { get: () => [...new Set(sets.flatMap((set) => paths(run.selections, set, '')))] },
    selectionSetGraphQL: {
      get: () =>
        sets.length === 0
          ? ''
          : print({ kind: Kind.SELECTION_SET, selections: sets.flatMap(({ selections }) => selections) }),
    },
  }) as typeof info & { readonly selectionSetList: readonly string[]; readonly selectionSetGraphQL: string };
}

/** Each selected field's path, aliases in place of names and fragments flattened. */
function paths(selections: Selections, { selections: nodes }: SelectionSetNode, prefix: string): string[] {
  return nodes.filter(selections.includes).flatMap((node) => {
    if (node.kind === Kind.INLINE_FRAGMENT) return paths(selections, node.selectionSet, prefix);
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      return paths(selections, selections.fragments[node.name.value]!.selectionSet, prefix);
    }
    const path = prefix + (node.alias ?? node.name).value;
    return [path, ...(node.selectionSet ? paths(selections, node.selectionSet, `${path}/`) : [])];
  });
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/extensions-js.html */
const MOST_INVALIDATIONS = 5;

/** What the handlers of one field's resolver can reach. `source` names them in the log. */
export function createInvocation({ run, field, path }: FieldExecution, source: string): Invocation {
  const { request, operation, errors, invalidations, filters } = run;
  return {
    source,
    traceId: request.traceId,
    identity: request.caller.identity,
    operation: operation.operation,
    // AppSync names the field's own type here, and the type around it where a directive refuses.
    unauthorized: () => notAuthorized(field.name, getNamedType(field.definition.type).name),
    appendError: (error) => errors.raise(error, field, path),
    addResponseHeader: (name, value) => request.addResponseHeader?.(name, value),
    setSubscriptionFilter(kind, filter) {
      if (operation.operation === 'subscription') filters[kind] = filter;
    },
    invalidateSubscriptions(invalidation) {
      if (operation.operation !== 'mutation') return;
      if (invalidations.length >= MOST_INVALIDATIONS) {
        throw new ResolverError(
          `Subscriptions can be invalidated at most ${MOST_INVALIDATIONS} times in a request.`,
        );
      }
      invalidations.push(invalidation);
    },
  };
}

export const notAuthorized = (fieldName: string, typeName: string) =>
  new ResolverError(`Not Authorized to access ${fieldName} on type ${typeName}`, 'Unauthorized');
