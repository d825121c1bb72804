import type { SQSHandler } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { invoke, startBackend, type Backend } from '../startBackend.ts';
import { apartmentRow, bookingRow, claimRow } from './rows.ts';

const nights = ['2089-06-01', '2089-06-02', '2089-06-03'];

let backend: Backend;
let handler: SQSHandler;

beforeEach(async () => {
  backend = await startBackend();
  vi.resetModules();
  ({ handler } = await import('../../../lambda-fns/bookings/rejectCompetingBookings.ts'));
  await backend.put(apartmentRow(nights), bookingRow('winner', { status: 'APPROVED' }));
});
afterEach(() => {
  vi.restoreAllMocks();
  return backend.close();
});

const eventData = {
  bookingId: { S: 'winner' },
  userId: { S: 'user-1' },
  apartmentId: { S: 'apartment-1' },
  startDate: { S: '2089-06-01' },
  endDate: { S: '2089-06-04' },
  status: { S: 'APPROVED' },
  reason: { S: '' },
  updatedOn: { S: '2030-01-01T00:00:00.000Z' },
};

/** Delivers the approval, as the bus puts it into the queue. */
const approve = async (changes: object = {}) => {
  await backend.send({
    version: '0',
    source: 'frontdesk',
    'detail-type': 'BOOKING_APPROVED_EVENT',
    detail: { eventName: 'BOOKING_APPROVED_EVENT', applied: true, eventData: { ...eventData, ...changes } },
  });
  return invoke(handler, await backend.receiveEvent());
};

const statuses = async () =>
  Object.fromEntries(
    (await backend.rows()).filter(({ sk }) => sk === 'BOOKING').map(({ id, status }) => [id, status]),
  );

const rows = async (prefix: string) => (await backend.rows()).filter(({ sk }) => sk.startsWith(prefix));

test('whoever waits for one of the nights is rejected, with an event, and free to ask again', async () => {
  await backend.put(
    bookingRow('over', { userId: 'user-2', startDate: '2089-05-20', endDate: '2089-06-02' }),
    bookingRow('within', { userId: 'user-3', startDate: '2089-06-03', endDate: '2089-06-04' }),
    claimRow('over', 'user-2'),
    claimRow('within', 'user-3'),
    claimRow('winner', 'user-1'),
  );
  expect(await approve()).toEqual({ batchItemFailures: [] });

  expect(await statuses()).toEqual({ winner: 'APPROVED', over: 'REJECTED', within: 'REJECTED' });
  expect((await rows('EVENT#')).map(({ pk, sk, eventData }) => [pk, sk, eventData.userId])).toEqual([
    ['EVENTS#BOOKING_ID#over', 'EVENT#BOOKING_REJECTED_EVENT', 'user-2'],
    ['EVENTS#BOOKING_ID#within', 'EVENT#BOOKING_REJECTED_EVENT', 'user-3'],
  ]);
  expect((await rows('CLAIM#')).map(({ bookingId }) => bookingId)).toEqual(['winner']);
});

test('a stay before, a stay after, and one that is no longer pending stay as they are', async () => {
  await backend.put(
    bookingRow('before', { startDate: '2089-05-30', endDate: '2089-06-01' }),
    bookingRow('after', { startDate: '2089-06-04', endDate: '2089-06-05' }),
    bookingRow('cancelled', { status: 'CANCELLED' }),
    bookingRow('over', { holdUntil: '2020-01-01T00:00:00.000Z' }),
  );
  const before = await backend.rows();
  await approve();
  expect(await backend.rows()).toEqual(before);
});

test('a second delivery changes nothing', async () => {
  await backend.put(bookingRow('other', { userId: 'user-2' }), claimRow('other', 'user-2'));
  await approve();
  const before = await backend.rows();
  await approve();
  expect(await backend.rows()).toEqual(before);
});

test('nobody is rejected for nights that were freed again', async () => {
  await backend.put(apartmentRow(), bookingRow('other', { userId: 'user-2' }));
  await approve();
  expect(await statuses()).toMatchObject({ other: 'PENDING' });
  expect(await rows('EVENT#')).toEqual([]);
});

test('a claim that is another booking’s by now stays', async () => {
  await backend.put(bookingRow('other', { userId: 'user-2' }), claimRow('newer', 'user-2'));
  await approve();
  expect(await statuses()).toMatchObject({ other: 'REJECTED' });
  expect(await rows('CLAIM#')).toMatchObject([{ bookingId: 'newer' }]);
});

test('an event without a field it needs is a dead letter', async () => {
  await approve({ startDate: undefined });
  expect(await backend.deadLetters()).toMatchObject([
    {
      MessageAttributes: {
        ErrorCode: { StringValue: 'InvalidArgument' },
        FailingStep: { StringValue: 'rejectCompetingBookings' },
        EntityId: { StringValue: 'winner' },
        Reason: { StringValue: expect.stringContaining('startDate') },
      },
    },
  ]);
});

test.each([
  ['PENDING', 'StateConflict', {}],
  ['REJECTED', 'StateConflict', {}],
  ['EXPIRED', 'StateConflict', {}],
  ['APPROVED', 'StateConflict', { endDate: { S: '2089-06-30' } }],
  ['APPROVED', 'StateConflict', { apartmentId: { S: 'apartment-2' } }],
  ['APPROVED', 'NotFound', { bookingId: { S: 'nobody' } }],
  ['APPROVED', 'InvalidArgument', { status: { S: 'PAID' } }],
])(
  'an approval that is not true is a dead letter, and rejects nobody: %s %s %j',
  async (status, code, says) => {
    await backend.put(bookingRow('winner', { status }), bookingRow('other', { userId: 'user-2' }));
    const before = await backend.rows();
    await approve(says);
    expect(await backend.rows()).toEqual(before);
    expect(await backend.deadLetters()).toMatchObject([
      { MessageAttributes: { ErrorCode: { StringValue: code } } },
    ]);
  },
);

describe('of more rivals than one message rejects', () => {
  const rivals = (count: number) =>
    Array.from({ length: count }, (_, at) => {
      const id = `rival-${String(at).padStart(3, '0')}`;
      return [bookingRow(id, { userId: id }), claimRow(id, id)];
    }).flat();
  const rejected = async () =>
    Object.values(await statuses()).filter((status) => status === 'REJECTED').length;

  test('the rest is left to a new message, until none is pending', async () => {
    await backend.put(...rivals(230));
    expect(await approve()).toEqual({ batchItemFailures: [] });
    expect(await rejected()).toBe(100);
    const deliveries: unknown[] = [];
    for (
      let event = await backend.receiveEvent();
      event.Records.length > 0;
      event = await backend.receiveEvent()
    ) {
      // The first one, which a queue would have deleted, is hidden.
      expect(event.Records[0]!.attributes.ApproximateReceiveCount).toBe('1');
      deliveries.push(await invoke(handler, event));
    }
    expect(deliveries).toEqual(Array(2).fill({ batchItemFailures: [] }));
    expect(await rejected()).toBe(230);
    expect(await rows('CLAIM#')).toEqual([]);
    expect(await rows('EVENT#')).toHaveLength(230);
  });

  /** Every transaction about a booking meets another one, as long as it is to. */
  const disturb = (isDisturbed: (id: string) => boolean) => {
    const { TransactWriteItems } = backend.tableActions;
    vi.spyOn(Math, 'random').mockReturnValue(0);
    backend.tableActions.TransactWriteItems = async (input, call) => {
      const [, id = ''] = /BOOKING#(rival-\d+)/.exec(JSON.stringify(input)) ?? [];
      if (!isDisturbed(id)) return TransactWriteItems!(input, call);
      throw new AwsError('TransactionCanceledException', 'Transaction cancelled', {
        fields: {
          CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }, { Code: 'None' }],
        },
      });
    };
  };

  test('one that cannot be rejected now does not keep the others, and is tried again by a new message', async () => {
    await backend.put(...rivals(3));
    let isBusy = true;
    disturb((id) => isBusy && id === 'rival-000');
    expect(await approve()).toEqual({ batchItemFailures: [] });
    expect(await statuses()).toMatchObject({ 'rival-000': 'PENDING', 'rival-002': 'REJECTED' });
    isBusy = false;
    await invoke(handler, await backend.receiveEvent());
    expect(await rejected()).toBe(3);
  });

  test('where none can be, the message itself comes back', async () => {
    await backend.put(...rivals(2));
    disturb(() => true);
    expect((await approve()).batchItemFailures).toHaveLength(1);
    expect(await rejected()).toBe(0);
    expect((await backend.receiveEvent()).Records).toEqual([]);
  });

  test('no more are begun after five seconds', async () => {
    await backend.put(...rivals(5));
    const { TransactWriteItems } = backend.tableActions;
    const began = Date.now();
    let seconds = 0;
    vi.spyOn(Date, 'now').mockImplementation(() => began + 1000 * seconds);
    backend.tableActions.TransactWriteItems = (input, call) => {
      seconds += 2;
      return TransactWriteItems!(input, call);
    };
    await approve();
    expect(await rejected()).toBe(3);
    seconds = 0;
    await invoke(handler, await backend.receiveEvent());
    expect(await rejected()).toBe(5);
  });
});
