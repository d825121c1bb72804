import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { invariant } from '../../../platform/errors.ts';
import type { ExecutionHooks } from '../Execution.ts';
import { ResolverError } from '../runtime/ResolverError.ts';
import { delay } from './createBudget.ts';
import { argumentValues } from './argumentValues.ts';
import { FAILED, type ResolveFieldValue } from './completeObject.ts';
import { type FieldExecution, unauthorizedError } from './createContext.ts';
import type { RunResolver } from './createRunResolver.ts';
import type { SelectedField } from './createSelections.ts';
import type { Run } from './Run.ts';

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync */
const MOST_RESOLVERS = 10_000;
/** Its handlers and its data source take as long as so many steps: 20 resolvers start in a turn. */
const STEPS_OF_A_RESOLVER = 500;

/** Fields of a run get their values from their resolvers, or from the object around them. */
export function createResolveFieldValue(
  run: Run,
  runResolver: RunResolver,
  hooks: ExecutionHooks,
): ResolveFieldValue {
  const allowed = new Map<string, boolean>();
  const isAllowed = (type: GraphQLObjectType, { coordinates, name }: SelectedField) => {
    const known =
      allowed.get(coordinates) ?? hooks.isAuthorized(run.api, run.request.caller, type.name, name);
    allowed.set(coordinates, known);
    return known;
  };

  const fail = ({ field, path }: FieldExecution, error: unknown) => {
    // A rejection instead would be nobody's while siblings still wait for their turn.
    if (error instanceof ResolverError) run.errors.addResolverError(error, field.nodes, path);
    else run.fault ??= { error };
    return FAILED;
  };

  return (type, field, source, path) => {
    if (isMeta(type, field)) return resolveMetaField(run, type, field, source);
    const execution = { run, type, field, source, path };
    if (!isAllowed(type, field)) return fail(execution, unauthorizedError(field.name, type.name));
    const { queryDepthLimit, resolverCountLimit, resolvers } = run.api;
    if (queryDepthLimit > 0 && path.depth > queryDepthLimit) {
      return fail(
        execution,
        new ResolverError(`Query depth limit of ${queryDepthLimit} reached.`, 'QueryDepthLimitReached'),
      );
    }
    const resolver = resolvers.get(field.coordinates);
    if (!resolver) {
      // Only objects are completed field by field, and the root has no source.
      return memberOf(source as Record<string, unknown> | undefined, field.name);
    }
    if (run.fault || run.budget.exceeded) return FAILED;
    const most = resolverCountLimit || MOST_RESOLVERS;
    if (++run.resolvers > most) {
      return fail(
        execution,
        new ResolverError(`Resolver execution limit of ${most} reached.`, 'ResolverExecutionLimitReached'),
      );
    }
    // Calls that are batched are collected in one turn.
    if (!('maxBatchSize' in resolver) || resolver.maxBatchSize === 0) delay(run.budget, STEPS_OF_A_RESOLVER);
    return runResolver(resolver, execution).catch((error: unknown) => fail(execution, error));
  };
}

/** What every object inherits, such as `toString`, is no member of it. Data has no functions. */
export function memberOf(source: Readonly<Record<string, unknown>> | undefined, name: string): unknown {
  const value = source?.[name];
  return typeof value === 'function' ? undefined : value;
}

const isMeta = (type: GraphQLObjectType, { name }: SelectedField) =>
  name.startsWith('__') || type.name.startsWith('__');

/** Introspection is graphql-js's own. */
export function resolveMetaField(
  { schema, variables }: Pick<Run, 'schema' | 'variables'>,
  type: GraphQLObjectType,
  field: SelectedField,
  source: unknown,
): unknown {
  if (field.name === '__typename') return type.name;
  const { definition, nodes } = field;
  invariant(definition.resolve, `${field.coordinates} is a field of introspection`);
  // The resolvers of introspection read nothing else of it.
  const info = { schema } as GraphQLResolveInfo;
  return definition.resolve(source, argumentValues(definition, nodes[0], variables), undefined, info);
}
