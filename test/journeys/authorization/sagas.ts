import * as givenSagas from '../sagas/given.ts';
import { staff, type Operation } from './Operation.ts';

/** Every use of every field of sagas. */
export const sagas: readonly Operation[] = [
  {
    field: 'Query.saga',
    query: 'query ($orderId: ID!) { saga(orderId: $orderId) { status command events { eventName } } }',
    given: async ({ desk }) => ({ orderId: await givenSagas.aWaitingSaga(desk) }),
    outcomes: staff,
  },
  {
    field: 'Query.stuckSagas',
    query: '{ stuckSagas { items { orderId } } }',
    given: async () => ({}),
    outcomes: staff,
  },
  {
    field: 'Mutation.retrySaga',
    query: 'mutation ($orderId: ID!) { retrySaga(orderId: $orderId) { status attempt } }',
    given: async ({ desk }) => ({ orderId: await givenSagas.aWaitingSaga(desk) }),
    outcomes: staff,
  },
];
