import * as givenSagas from '../../journeys/sagas/given.ts';
import type { Operation } from './Operation.ts';
import { nothing, notIds, pages, refused, UNKNOWN } from './values.ts';

/** Every operation of sagas. */
export const sagas: readonly Operation[] = [
  {
    field: 'Query.saga',
    good: async ({ desk }) => ({ orderId: await givenSagas.aWaitingSaga(desk) }),
    bad: { orderId: [...notIds, ...nothing(...UNKNOWN)] },
  },
  ...pages('Query.stuckSagas', 'stuckSagas', ['orders', 'skus', 'users'], { good: () => ({}), bad: {} }),
  {
    field: 'Mutation.retrySaga',
    good: async ({ desk }) => ({ orderId: await givenSagas.aWaitingSaga(desk) }),
    bad: {
      orderId: [...notIds, ...refused('NotFound', ...UNKNOWN)],
    },
  },
];
