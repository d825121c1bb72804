import type { SQSHandler } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { consumeBodies, deathOf, invoke, startBackend, type Backend } from '../startBackend.ts';
import { claimKey } from '../../../model/bookings/keys.ts';
import { apartmentRow, claimRow, request } from './rows.ts';

let backend: Backend;
let handler: SQSHandler;

beforeEach(async () => {
  backend = await startBackend();
  vi.resetModules();
  ({ handler } = await import('../../../lambda-fns/bookings/createApartmentBooking.ts'));
  await backend.put(apartmentRow(), claimRow(), claimRow('booking-2', 'user-2'));
});
afterEach(() => backend.close());

const PASSED = '2020-01-01T00:00:00.000Z';

const bookings = async () => (await backend.rows()).filter(({ sk }) => sk === 'BOOKING');
const events = async () => (await backend.rows()).filter(({ sk }) => sk.startsWith('EVENT#'));
const claims = async () => (await backend.rows()).filter(({ sk }) => sk.startsWith('CLAIM#'));

const consume = (...bodies: unknown[]) => consumeBodies(backend, handler, bodies);

test('a request becomes a pending booking and its event', async () => {
  expect(await consume(request())).toEqual({ batchItemFailures: [] });

  expect(await bookings()).toMatchObject([
    {
      id: 'booking-1',
      status: 'PENDING',
      userId: 'user-1',
      apartmentId: 'apartment-1',
      startDate: '2089-06-01',
      endDate: '2089-06-04',
      createdOn: '2030-01-01T00:00:00.000Z',
      gsi1pk: 'USER#user-1',
      gsi2pk: 'APARTMENT#apartment-1',
    },
  ]);
  expect(await events()).toMatchObject([
    {
      pk: 'EVENTS#BOOKING_ID#booking-1',
      sk: 'EVENT#BOOKING_PENDING_EVENT',
      eventName: 'BOOKING_PENDING_EVENT',
      eventData: { bookingId: 'booking-1', userId: 'user-1', status: 'PENDING', reason: '' },
    },
  ]);
  expect(await claims()).toHaveLength(2);
});

test('an event’s row is in no index and has a time to live', async () => {
  await consume(request());
  const [event] = await events();
  expect(Object.keys(event!).filter((name) => name.startsWith('gsi'))).toEqual([]);
  expect(event!.ttl).toBe(Math.floor(Date.parse(event!.eventData.updatedOn) / 1000) + 30 * 86_400);
});

test('a message delivered three times is one booking and one event', async () => {
  await backend.send(request());
  const event = await backend.receiveEvent();
  for (const _delivery of [1, 2, 3]) expect(await invoke(handler, event)).toEqual({ batchItemFailures: [] });

  expect(await bookings()).toHaveLength(1);
  expect(await events()).toHaveLength(1);
  expect(await backend.deadLetters()).toEqual([]);
});

test('a message sent twice with other times is one booking and one event', async () => {
  await consume(request(), request({ requestedOn: '2030-01-01T00:00:09.000Z' }));
  expect(await bookings()).toHaveLength(1);
  expect(await events()).toHaveLength(1);
});

test('a redelivery after the stay was approved changes nothing', async () => {
  await consume(request());
  await backend.put(apartmentRow(['2089-06-02']));
  const before = await backend.rows();
  await consume(request());
  expect(await backend.rows()).toEqual(before);
});

test('a request whose nights were taken meanwhile is stored as rejected, and its claim is gone', async () => {
  await backend.put(apartmentRow(['2089-06-03']));
  expect(await consume(request())).toEqual({ batchItemFailures: [] });

  expect(await bookings()).toMatchObject([{ status: 'REJECTED', reason: expect.stringMatching(/approved/) }]);
  expect(await events()).toMatchObject([{ eventName: 'BOOKING_REJECTED_EVENT' }]);
  expect(await claims()).toMatchObject([{ bookingId: 'booking-2' }]);
});

test('a stay may begin on another’s last morning, and end before another’s first night', async () => {
  await backend.put(apartmentRow(['2089-05-31', '2089-06-04']));
  await consume(request());
  expect(await bookings()).toMatchObject([{ status: 'PENDING' }]);
});

test('a request that comes after its hold is stored as expired', async () => {
  const late = { holdUntil: PASSED, requestedOn: PASSED };
  await backend.put(claimRow('booking-1', 'user-1', { heldUntil: PASSED }));
  await consume(request(late));
  expect(await bookings()).toMatchObject([{ status: 'EXPIRED' }]);
  expect(await events()).toMatchObject([{ eventName: 'BOOKING_EXPIRED_EVENT' }]);
});

test('the longest stay is stored', async () => {
  await backend.put(claimRow('booking-1', 'user-1', { content: '2089-06-01/2089-08-30' }));
  await consume(request({ startDate: '2089-06-01', endDate: '2089-08-30' }));
  expect(await bookings()).toMatchObject([{ status: 'PENDING' }]);
});

describe('what can never succeed', () => {
  test.each([
    ['no JSON', 'not {json', 'InvalidArgument', 'unknown', /not JSON/],
    ['no object', '"text"', 'InvalidArgument', 'unknown', /body: /],
    ['a date that is none', request({ endDate: '2089-06-31' }), 'InvalidArgument', 'booking-1', /endDate: /],
    ['an unknown key', request({ price: 1 }), 'InvalidArgument', 'booking-1', /price/],
    ['reversed dates', request({ endDate: '2089-05-01' }), 'InvalidArgument', 'booking-1', /endDate: /],
    ['an id that forges a key', request({ userId: 'a#b' }), 'InvalidArgument', 'booking-1', /userId: /],
    ['no such apartment', request({ apartmentId: 'none' }), 'NotFound', 'booking-1', /apartment none/],
  ])('is a dead letter at once, with its reason: %s', async (_what, body, code, entityId, reason) => {
    await backend.put({ ...claimRow(), ...claimKey('user-1', 'APARTMENT#none'), subject: 'APARTMENT#none' });
    expect(await consume(body, request({ bookingId: 'booking-2', userId: 'user-2' }))).toEqual({
      batchItemFailures: [],
    });

    const text = typeof body === 'string' ? body : JSON.stringify(body);
    expect(await backend.deadLetters()).toMatchObject([
      {
        Body: text,
        MessageAttributes: {
          ErrorCode: { StringValue: code },
          FailingStep: { StringValue: 'createApartmentBooking' },
          EntityId: { StringValue: entityId },
          Reason: { StringValue: expect.stringMatching(reason) },
          DeathClass: { StringValue: 'PERMANENT' },
          EntityType: { StringValue: 'booking' },
          Death: deathOf({ receiveCount: 1, codeVersion: 'c0de' }),
          TraceId: { StringValue: expect.stringMatching(/^1-/) },
        },
      },
    ]);
    expect(await bookings()).toMatchObject([{ id: 'booking-2' }]);
  });

  test('is tried again while the dead letters cannot be reached', async () => {
    await backend.send('not {json');
    const event = await backend.receiveEvent();
    backend.queueActions.SendMessage = async () => {
      throw new AwsError('AccessDeniedException', 'No');
    };
    expect(await invoke(handler, event)).toEqual({
      batchItemFailures: [{ itemIdentifier: event.Records[0]!.messageId }],
    });
  });
});

describe('what may succeed later', () => {
  const isFor = (bookingId: string, input: unknown) =>
    JSON.stringify(input).includes(`BOOKING#${bookingId}"`);
  const busy = async () => {
    const conflict = { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' };
    throw new AwsError('TransactionCanceledException', 'Transaction cancelled', {
      fields: { CancellationReasons: [{ Code: 'None' }, { Code: 'None' }, conflict] },
    });
  };

  test('goes back to the queue alone, to be seen again after a while', async () => {
    const { TransactWriteItems } = backend.tableActions;
    await backend.send(request());
    await backend.send(request({ bookingId: 'booking-2', userId: 'user-2' }));
    const event = await backend.receiveEvent();
    // As often as one delivery tries.
    let refusals = 6;
    backend.tableActions.TransactWriteItems = (input, call) =>
      isFor('booking-1', input) && refusals-- > 0 ? busy() : TransactWriteItems!(input, call);

    expect(await invoke(handler, event)).toEqual({
      batchItemFailures: [{ itemIdentifier: event.Records[0]!.messageId }],
    });
    expect(await bookings()).toMatchObject([{ id: 'booking-2' }]);

    await backend.world.clock.advance(1_999);
    expect((await backend.receiveEvent()).Records).toEqual([]);
    await backend.world.clock.advance(1);
    const again = await backend.receiveEvent();
    expect(again.Records).toMatchObject([{ attributes: { ApproximateReceiveCount: '2' } }]);
    expect(await invoke(handler, again)).toEqual({ batchItemFailures: [] });
    expect(await bookings()).toHaveLength(2);
    expect(await backend.deadLetters()).toEqual([]);
  });
});
