import * as whenLetters from '../../journeys/deadLetters/when.ts';
import { UNKNOWN, invalid, LONG, notCounts, notIds, nothing, notTexts, pages, refused } from './values.ts';
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

/** The same filter within another input. Errors do not name that. */
const withinInput = (places: Operation['bad']): Operation['bad'] =>
  Object.fromEntries(Object.entries(places).map(([path, bad]) => [`input.${path}`, bad]));

/** What says what is to be moved. Each good one queues a run, of a queue that does not exist. */
const moves: readonly Operation[] = [
  {
    field: 'Mutation.redriveDeadLetters',
    good: async () => ({
      input: {
        queue: 'Frontdesk-dev-None',
        ids: ['01234567-89ab-cdef-0123-456789abcdef'],
        filter: aFilter,
        rate: 10,
        ramp: true,
        reason: 'mended',
      },
    }),
    bad: {
      'input.queue': notQueueNames,
      'input.ids': invalid(
        [],
        Array.from({ length: 101 }, () => 'a'),
      ),
      'input.ids[0]': notIds,
      ...withinInput(filter),
      'input.rate': notCounts(1000),
      'input.ramp': [],
      'input.reason': notTexts(200),
    },
  },
  {
    field: 'Mutation.discardDeadLetters',
    good: async () => ({ input: { queue: 'Frontdesk-dev-None', ids: ['a'], reason: 'unwanted' } }),
    bad: {
      'input.queue': notQueueNames,
      'input.ids': invalid(
        [],
        Array.from({ length: 101 }, () => 'a'),
      ),
      'input.ids[0]': notIds,
      'input.reason': notTexts(200),
    },
  },
  {
    field: 'Mutation.editDeadLetter',
    good: async ({ desk }) => {
      const [{ id }] = (await whenLetters.letters(desk.admin)).items;
      return { id, body: '{"sku":"a"}', reason: 'wrong' };
    },
    bad: {
      id: [...notIds, ...refused('NotFound', ...UNKNOWN)],
      body: invalid(JSON.stringify('x'.repeat(199_999))),
      reason: notTexts(200),
    },
  },
];

const notCountTexts = invalid('', ' ', 'ten', '-1', '1.5', '1e3', '1234567890', LONG);

const runs: readonly Operation[] = [
  {
    field: 'Query.deadLetterHistory',
    good: async () => ({ month: '2027-01', pagination: { limit: 1 } }),
    bad: {
      month: invalid('', ' ', '2027', '2027-13', '2027-1', '2027-01-20', LONG, "'; DROP"),
      'pagination.limit': notCounts(100),
      'pagination.nextToken': invalid('', 'forged', LONG, ({ tokens }) => tokens.orders),
    },
  },
  {
    field: 'Mutation.publishLetterRun',
    caller: 'role',
    good: async () => ({
      ...{ id: 'run', action: 'REDRIVE', queue: 'Frontdesk-dev-Orders', status: 'DONE' },
      ...{ planned: '1', done: '1', diedAgain: '0', ending: 'All went.' },
      ...{ startedOn: '2027-01-20T10:00:00.000Z', updatedOn: '2027-01-20T10:00:00.000Z' },
    }),
    bad: {
      id: notIds,
      action: [],
      queue: notQueueNames,
      status: [],
      planned: notCountTexts,
      done: notCountTexts,
      diedAgain: notCountTexts,
      ending: [],
      startedOn: [],
      updatedOn: [],
    },
    takesAny: ['action', 'ending'],
  },
  { field: 'Subscription.onRedrive', good: async () => ({ id: 'run' }), bad: { id: notIds } },
];

export const deadLetters: readonly Operation[] = [
  ...moves,
  ...runs,
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
