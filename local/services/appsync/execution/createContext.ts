import {
  getNamedType,
  type GraphQLObjectType,
  Kind,
  OperationTypeNode,
  print,
  type SelectionSetNode,
} from 'graphql';
import type { Invocation } from '../runtime/Invocation.ts';
import { ResolverError } from '../runtime/ResolverError.ts';
import type { Path } from './Path.ts';
import type { Run } from './Run.ts';
import { argumentValues } from './argumentValues.ts';
import { MOST_COUNTED, sizeOf, spend } from './createBudget.ts';
import type { SelectedField } from './createSelections.ts';

/** One field of one object, while its resolver runs. */
export interface FieldExecution {
  readonly run: Run;
  readonly type: GraphQLObjectType;
  readonly field: SelectedField;
  /** The object's value before completion. */
  readonly source: unknown;
  readonly path: Path;
}

/** A step of a field's resolver: all of it, or one function of its pipeline. */
export interface StepExecution extends FieldExecution {
  /** Names the step in the feed, as the cause of what it does. */
  readonly segmentId: string;
}

/** What every handler of one field's resolver shares. */
export type FieldContext = ReturnType<typeof createContext>;

/** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html */
export function createContext(execution: FieldExecution) {
  const { run, field, source } = execution;
  const stash: Record<string, unknown> = {};
  const args = argumentValues(field.definition, field.nodes[0], run.variables);
  if (run.largeInput !== undefined)
    spendCharacters(run, sizeOf(args, MOST_COUNTED) + run.largeInput * SHARE_OF_VARIABLES);
  return {
    arguments: args,
    args,
    identity: run.request.caller.identity,
    source: source ?? null,
    stash,
    env: { ...run.api.environmentVariables },
    request: { headers: { ...run.request.headers }, domainName: null },
    info: new Info(execution),
  };
}

/**
 * The context of one handler: `prev` is its `ctx.prev.result`, and response handlers also get an
 * answer. Its members cannot be replaced; what is inside them can be written to.
 */
export const handlerContext = (
  context: FieldContext,
  prev: unknown,
  answer?: { readonly result: unknown; readonly error?: unknown },
) => Object.freeze({ ...context, prev: { result: prev }, ...answer });

/** `ctx.info`. */
interface FieldInfo {
  readonly fieldName: string;
  readonly parentTypeName: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly selectionSetList: readonly string[];
  readonly selectionSetGraphQL: string;
}

/** The two that say what is selected are computed when they are read. `JSON.stringify` omits them, as on AWS. */
class Info implements FieldInfo {
  readonly #run: Run;
  readonly #field: SelectedField;
  readonly fieldName: string;
  readonly parentTypeName: string;
  readonly variables: Readonly<Record<string, unknown>>;

  constructor({ run, type, field }: FieldExecution) {
    this.#run = run;
    this.#field = field;
    this.fieldName = field.name;
    this.parentTypeName = type.name;
    this.variables = run.request.variables ?? {};
  }

  get selectionSetList() {
    return [...selectedPaths(this.#run, this.#field)];
  }

  get selectionSetGraphQL() {
    return selectionText(this.#run, this.#field);
  }
}

/** The path of each selected field, with aliases instead of names, and with fragments flattened. */
function selectedPaths(run: Run, field: SelectedField): ReadonlySet<string> {
  const paths = new Set<string>();
  const add = ({ selections: nodes }: SelectionSetNode, prefix: string): void => {
    for (const node of nodes) {
      if (!run.selections.isIncluded(node)) continue;
      spendCharacters(run, prefix.length + STEP);
      if (node.kind === Kind.FIELD) {
        const path = prefix + (node.alias ?? node.name).value;
        paths.add(path);
        if (node.selectionSet) add(node.selectionSet, `${path}/`);
        continue;
      }
      const fragment =
        node.kind === Kind.FRAGMENT_SPREAD ? run.selections.fragments.get(node.name.value) : node;
      if (fragment) add(fragment.selectionSet, prefix);
    }
  };
  for (const { selectionSet } of field.nodes) if (selectionSet) add(selectionSet, '');
  return paths;
}

/** The selection as text, with the names of fragments. */
function selectionText(run: Run, { nodes }: SelectedField): string {
  const selections = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  if (selections.length === 0) return '';
  const text = print({ kind: Kind.SELECTION_SET, selections });
  spendCharacters(run, text.length);
  return text;
}

/** Copying as many characters takes about as long as a step. */
const STEP = 16;
/** Variables are copied for each resolver, but no data source gets them: a hundred resolvers may have a full request's. */
const SHARE_OF_VARIABLES = 1 / 8;

/** Counts what a resolver gets, because it gets it anew for each object. Throws the field's error if that is too much. */
export function spendCharacters({ budget }: Run, characters: number): void {
  spend(budget, characters / STEP);
  const { exceeded } = budget;
  if (exceeded) throw new ResolverError(exceeded.message, exceeded.errorType ?? undefined);
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/extensions-js.html */
const MOST_INVALIDATIONS = 5;

/** What `util` and `extensions` do in the handlers of one field's resolver. `source` names the handlers in the log. */
export function createInvocation({ run, field, path, segmentId }: StepExecution, source: string): Invocation {
  const { request, operation, errors, invalidations, filters } = run;
  return {
    source,
    segmentId,
    traceId: request.traceId,
    identity: request.caller.identity,
    operation: operation.operation,
    // AppSync names the field's own type here, and the type around it where a directive refuses.
    unauthorized: () => unauthorizedError(field.name, getNamedType(field.definition.type).name),
    appendError: (error) => errors.addResolverError(error, field.nodes, path),
    addResponseHeader: (name, value) => request.addResponseHeader?.(name, value),
    setSubscriptionFilter(kind, filter) {
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) filters[kind] = filter;
    },
    invalidateSubscriptions(invalidation) {
      if (operation.operation !== OperationTypeNode.MUTATION) return;
      if (invalidations.length >= MOST_INVALIDATIONS) {
        throw new ResolverError(
          `Subscriptions can be invalidated at most ${MOST_INVALIDATIONS} times in a request.`,
        );
      }
      invalidations.push(invalidation);
    },
  };
}

export const unauthorizedError = (fieldName: string, typeName: string) =>
  new ResolverError(`Not Authorized to access ${fieldName} on type ${typeName}`, 'Unauthorized');
