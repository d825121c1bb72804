import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Api } from '../Api.ts';
import type { GraphqlRequest } from '../GraphqlRequest.ts';
import type { Invalidation, SubscriptionFilter } from '../Subscription.ts';
import type { Variables } from './Variables.ts';
import type { Deadline } from './createDeadline.ts';
import type { Errors } from './createErrors.ts';
import type { Selections } from './createSelections.ts';

/** One operation while it is executed. */
export interface Run {
  readonly api: Api;
  readonly schema: GraphQLSchema;
  readonly request: GraphqlRequest;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
  readonly selections: Selections;
  readonly errors: Errors;
  readonly deadline: Deadline;
  /** Calls that siblings make together, by whoever collects them. */
  readonly batches: Map<object, unknown>;
  /** Resolvers begun so far. */
  resolvers: number;
  readonly invalidations: Invalidation[];
  readonly filters: { filter?: SubscriptionFilter; invalidationFilter?: SubscriptionFilter };
}
