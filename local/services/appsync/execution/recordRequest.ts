import { Kind, type OperationDefinitionNode } from 'graphql';
import type { World } from '../../../platform/World.ts';
import type { GraphqlError, GraphqlRequest } from '../GraphqlRequest.ts';

/** Tells the feed of an answered operation. */
export function recordRequest(
  { clock, feed }: World,
  { caller, traceId }: GraphqlRequest,
  { operation, selectionSet }: OperationDefinitionNode,
  errors: readonly GraphqlError[],
  startedAt: number,
): void {
  feed.publish({
    kind: 'request',
    traceId,
    operation,
    fields: selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : [])),
    caller: caller.label,
    errors: errors.map(({ errorType, message }) => errorType ?? message),
    durationMs: clock.now() - startedAt,
  });
}
