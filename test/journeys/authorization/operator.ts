import * as whenOperations from '../operations/when.ts';
import { admins, onlyAdmins, type Operation } from './Operation.ts';

/** What is published as it stands, as a machine counts it. */
const FIGURES = JSON.stringify(whenOperations.noFigures);

/** How the backend does. */
export const operator: readonly Operation[] = [
  {
    field: 'Query.operations',
    query: '{ operations(minutes: 1) { requests { count } deaths { letters } } }',
    given: async () => ({}),
    outcomes: onlyAdmins,
  },
  {
    field: 'Query.requestPath',
    query: 'query ($traceId: ID!) { requestPath(traceId: $traceId) { operation } }',
    given: async () => ({ traceId: '1-00000000-000000000000000000000000' }),
    outcomes: onlyAdmins,
  },
  {
    field: 'Mutation.publishOperations',
    query: 'mutation ($figures: AWSJSON) { publishOperations(figures: $figures) { source } }',
    given: async () => ({ figures: FIGURES }),
    outcomes: { ...admins, admin: 'Unauthorized', role: 'yes' },
  },
  {
    field: 'Subscription.onOperations',
    query: whenOperations.UPDATES,
    given: async () => ({}),
    happens:
      async ({ desk }) =>
      () =>
        whenOperations.publishes(desk, whenOperations.noFigures),
    outcomes: onlyAdmins,
  },
];
