import { UNKNOWN, invalid, LONG, notIds, nothing, notTexts, pages } from './values.ts';
import type { Operation } from './Operation.ts';

/** What could not be the name of a queue. */
const notQueueNames = invalid(
  '',
  ' ',
  LONG,
  'x'.repeat(81),
  'a#b',
  'a.fifo',
  'a/b',
  "'; DROP TABLE",
  'ü',
  '\u202e',
);

const filter = {
  'filter.errorCode': notTexts(100),
  'filter.deathClass': [],
  'filter.failingStep': notTexts(100),
  'filter.entityType': notTexts(100),
  'filter.entityId': notIds,
  'filter.diedFrom': [
    { value: '2027-01-22T10:00:00.000Z', answer: 'InvalidArgument' as const, argument: 'filter.diedBefore' },
  ],
  'filter.diedBefore': [...invalid('2027-01-19T10:00:00.000Z')],
};

const aFilter = {
  errorCode: 'InvalidArgument',
  deathClass: 'PERMANENT',
  failingStep: 'placeOrder',
  entityType: 'order',
  entityId: 'order',
  diedFrom: '2027-01-20T10:00:00.000Z',
  diedBefore: '2027-01-21T10:00:00.000Z',
};

export const deadLetters: readonly Operation[] = [
  ...pages('Query.deadLetters', 'deadLetters', ['orders', 'buildings', 'deadLettersOfQueue'], {
    good: () => ({ filter: aFilter }),
    bad: filter,
  }),
  {
    field: 'Query.deadLetters',
    use: 'of a queue',
    good: async () => ({ queue: 'Frontdesk-dev-Orders' }),
    bad: { queue: [...notQueueNames, ...nothing(...UNKNOWN)] },
  },
  {
    field: 'Query.deadLetter',
    good: async () => ({ id: '01234567-89ab-cdef-0123-456789abcdef' }),
    bad: { id: [...notIds, ...nothing(...UNKNOWN)] },
  },
  {
    field: 'Mutation.publishDeadLetter',
    caller: 'role',
    good: async () => ({
      id: '01234567-89ab-cdef-0123-456789abcdef',
      queue: 'Frontdesk-dev-Orders',
      status: 'OPEN',
      deathClass: 'PERMANENT',
      errorCode: 'InvalidArgument',
      reason: 'because',
      failingStep: 'placeOrder',
      entityType: 'order',
      entityId: 'order',
      updatedOn: '2027-01-20T10:00:00.000Z',
    }),
    bad: {
      id: notIds,
      queue: notQueueNames,
      status: [],
      deathClass: [],
      errorCode: [],
      reason: [],
      failingStep: [],
      entityType: [],
      entityId: [],
      updatedOn: [],
    },
    // Whatever a letter says is shortened to a line, and goes out.
    takesAny: ['errorCode', 'reason', 'failingStep', 'entityType', 'entityId'],
  },
  {
    field: 'Subscription.onDeadLetter',
    good: async () => ({ queue: 'Frontdesk-dev-Orders' }),
    bad: { queue: notQueueNames },
  },
];
