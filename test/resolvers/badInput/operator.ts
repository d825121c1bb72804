import { noFigures } from '../../journeys/operations/when.ts';
import type { Operation } from './Operation.ts';
import { invalid, notCounts } from './values.ts';

/** How the backend does. */
export const operator: readonly Operation[] = [
  { field: 'Query.operations', good: async () => ({ minutes: 1 }), bad: { minutes: notCounts(180) } },
  {
    field: 'Query.requestPath',
    good: async () => ({ traceId: '1-00000000-000000000000000000000000' }),
    bad: {
      traceId: invalid('', '1-0', 'x', '1-00000000-00000000000000000000000G', '<script>', '1'.repeat(400)),
    },
  },
  {
    field: 'Mutation.publishOperations',
    caller: 'role',
    good: async () => ({ figures: JSON.stringify(noFigures) }),
    bad: { figures: invalid('5', '{}', '[]', '"text"', 'true', '{"usage":{}}', '{"seconds":60}') },
  },
];
