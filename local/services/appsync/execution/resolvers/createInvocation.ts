import { getNamedType } from 'graphql';
import type { Invocation } from '../../runtime/Invocation.ts';
import { ResolverError } from '../../runtime/ResolverError.ts';
import type { FieldExecution } from './FieldExecution.ts';

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
    append: (error) => errors.raise(error, field, path),
    addResponseHeader: (name, value) => request.addResponseHeader?.(name, value),
    setFilter(kind, filter) {
      if (operation.operation === 'subscription') filters[kind] = filter;
    },
    invalidate(invalidation) {
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
