import type { GraphQLObjectType } from 'graphql';
import type { ExecutionHooks } from '../Execution.ts';
import { ResolverError } from '../runtime/ResolverError.ts';
import { argumentsOf } from './argumentsOf.ts';
import { type Completion, FAILED } from './completeObject.ts';
import type { SelectedField } from './createSelections.ts';
import { type FieldExecution, notAuthorized } from './createContext.ts';
import type { Resolve } from './createResolve.ts';
import type { Run } from './Run.ts';

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync */
const MOST_RESOLVERS = 10_000;

/** Where the fields of a run get their values: its resolvers, or the object around the field. */
export function createValueOf(run: Run, resolve: Resolve, hooks: ExecutionHooks): Completion['valueOf'] {
  const allowed = new Map<string, boolean>();
  const isAllowed = (type: GraphQLObjectType, { coordinates, name }: SelectedField) => {
    const known =
      allowed.get(coordinates) ?? hooks.isAuthorized(run.api, run.request.caller, type.name, name);
    allowed.set(coordinates, known);
    return known;
  };

  const refuse = ({ field, path }: FieldExecution, error: unknown) => {
    if (!(error instanceof ResolverError)) throw error;
    run.errors.raise(error, field, path);
    return FAILED;
  };

  return (type, field, source, path) => {
    if (isMeta(type, field)) return metaValue(run, type, field, source);
    const execution = { run, type, field, source, path };
    if (!isAllowed(type, field)) return refuse(execution, notAuthorized(field.name, type.name));
    const { queryDepthLimit, resolverCountLimit, resolvers } = run.api;
    if (queryDepthLimit > 0 && path.depth > queryDepthLimit) {
      return refuse(
        execution,
        new ResolverError(`Query depth limit of ${queryDepthLimit} reached.`, 'QueryDepthLimitReached'),
      );
    }
    const resolver = resolvers.get(field.coordinates);
    if (!resolver) return (source as Record<string, unknown> | undefined)?.[field.name];
    const most = resolverCountLimit || MOST_RESOLVERS;
    if (++run.resolvers > most) {
      return refuse(
        execution,
        new ResolverError(`Resolver execution limit of ${most} reached.`, 'ResolverExecutionLimitReached'),
      );
    }
    return resolve(resolver, execution).catch((error: unknown) => refuse(execution, error));
  };
}

const isMeta = (type: GraphQLObjectType, { name }: SelectedField) =>
  name.startsWith('__') || type.name.startsWith('__');

/** Introspection is graphql-js's own. */
export function metaValue(
  { schema, variables }: Pick<Run, 'schema' | 'variables'>,
  type: GraphQLObjectType,
  field: SelectedField,
  source: unknown,
): unknown {
  if (field.name === '__typename') return type.name;
  const { definition, nodes } = field;
  return definition.resolve!(source, argumentsOf(definition, nodes[0], variables), undefined, {
    schema,
  } as never);
}
