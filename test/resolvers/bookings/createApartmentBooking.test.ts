import { beforeEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { CreateApartmentBooking } from '../../../model/bookings/messages.ts';
import { testCall } from '../../support/serveActions.ts';
import { admin, otherTenant, startApi, tenant, type StartedApi } from '../startApi.ts';

const book = `mutation ($input: CreateApartmentBookingInput!) {
  createApartmentBooking(input: $input) { id status } }`;
const input = { apartmentId: 'apartment-1', startDate: '2030-06-01', endDate: '2030-06-04' };

const userRow = (id: string, enabled = true) => ({ pk: `USER#${id}`, sk: 'USER', id, enabled });
const apartmentRow = (nights: string[] = []) => ({
  pk: 'APARTMENT#apartment-1',
  sk: 'APARTMENT',
  apartmentType: 'DOUBLE_ROOM',
  id: 'apartment-1',
  ...(nights.length > 0 && { nights: new Set(nights) }),
});

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  await api.put(userRow('tenant-1'), userRow('tenant-2'), userRow('disabled', false), apartmentRow());
});

const ticketFor = (changes: object = {}, caller = tenant) =>
  api.run(caller, book, { input: { ...input, ...changes } });
const refusalOf = (changes: object = {}, caller = tenant) =>
  api.refusal(caller, book, { input: { ...input, ...changes } });
const claims = () => api.rows('CLAIM#');

test('a request is answered by a ticket, claimed and queued', async () => {
  const ticket = await ticketFor();
  expect(ticket).toEqual({ id: expect.stringMatching(/^[0-9A-Z]{26}$/), status: 'QUEUED' });
  expect(await claims()).toEqual([
    {
      pk: 'USER#tenant-1',
      sk: 'CLAIM#APARTMENT#apartment-1',
      bookingId: ticket.id,
      userId: 'tenant-1',
      subject: 'APARTMENT#apartment-1',
      content: '2030-06-01/2030-06-04',
      priceCents: 36_000,
      heldUntil: '2030-05-12T12:00:00.000Z',
      ttl: Date.parse('2030-05-12T12:00:01Z') / 1000,
      __edb_e__: 'BookingClaim',
      __edb_v__: '1',
    },
  ]);
  const [message] = api.messages();
  expect(message).toEqual({
    bookingId: ticket.id,
    userId: 'tenant-1',
    ...input,
    priceCents: 36_000,
    holdUntil: '2030-05-12T12:00:00.000Z',
    requestedOn: '2030-05-10T12:00:00.000Z',
  });
  expect(CreateApartmentBooking.parse(message)).toEqual(message);
  expect(api.sent[0]).toMatchObject({
    url: 'https://sqs.us-east-1.amazonaws.com/',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' },
    body: { QueueUrl: expect.stringMatching(/^https:\/\/queue\/CreateApartmentBookingConsumer/) },
  });
});

test('of a thousand identical requests at one instant one is accepted', async () => {
  const attempts = await Promise.allSettled(Array.from({ length: 1000 }, () => ticketFor()));
  const tickets = attempts.filter(({ status }) => status === 'fulfilled');
  expect(tickets).toHaveLength(1);
  expect(api.messages()).toHaveLength(1);
  const [{ bookingId }] = await claims();
  const refusals = attempts.flatMap((attempt) =>
    attempt.status === 'rejected' ? [attempt.reason.message] : [],
  );
  expect(
    refusals.filter((text) => text.includes('BookingInProgress') && text.includes(bookingId)),
  ).toHaveLength(999);
});

test('another person may ask for the same nights', async () => {
  await ticketFor();
  expect(await ticketFor({}, otherTenant)).toMatchObject({ status: 'QUEUED' });
});

test('a second request in progress is refused with the first one’s id', async () => {
  const { id } = await ticketFor();
  expect(await refusalOf({ startDate: '2030-07-01', endDate: '2030-07-02' })).toMatchObject({
    count: 1,
    errorType: 'BookingInProgress',
    errorInfo: { bookingId: id },
  });
});

test('once the hold has passed, the claim is free', async () => {
  const { id } = await ticketFor();
  await api.world.clock.advance(48 * 3_600_000 - 1);
  expect(await refusalOf()).toMatchObject({ errorType: 'BookingInProgress' });
  await api.world.clock.advance(1);
  expect((await ticketFor()).id).not.toBe(id);
});

describe('a client token', () => {
  const clientToken = 'token-1';

  test('makes a repeated request answer the same ticket, and queues it again under the same id', async () => {
    const first = await ticketFor({ clientToken });
    expect(await ticketFor({ clientToken })).toEqual(first);
    expect(api.messages().map(({ bookingId }) => bookingId)).toEqual([first.id, first.id]);
  });

  test('answers the same ticket after the stay was approved', async () => {
    const first = await ticketFor({ clientToken });
    await api.put(apartmentRow(['2030-06-01', '2030-06-02', '2030-06-03']));
    expect(await ticketFor({ clientToken })).toEqual(first);
  });

  test('does not excuse other dates', async () => {
    const { id } = await ticketFor({ clientToken });
    expect(await refusalOf({ clientToken, endDate: '2030-06-05' })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'clientToken', bookingId: id },
    });
  });

  test('is good for a day, also once the claim is gone', async () => {
    const first = await ticketFor({ clientToken });
    const [{ pk, sk }] = await claims();
    await api.tableActions.DeleteItem!(
      { TableName: 'table', Key: { pk: { S: pk }, sk: { S: sk } } },
      testCall,
    );
    await api.world.clock.advance(86_400_000 - 1);
    expect(await ticketFor({ clientToken })).toEqual(first);
    expect(await claims()).toEqual([]);
    await api.world.clock.advance(1);
    expect((await ticketFor({ clientToken })).id).not.toBe(first.id);
  });

  test('answers one ticket to a hundred requests at one instant, or asks to try again', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 100 }, () => ticketFor({ clientToken })));
    const ids = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.id] : []));
    expect(new Set(ids).size).toBe(1);
    const refusals = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason.message] : [],
    );
    expect(refusals.filter((text) => !text.includes('TryAgain'))).toEqual([]);
  });

  test('is free again when the request could not be queued', async () => {
    api.sqs.answer = async () => ({ status: 503, headers: {}, body: '' });
    expect(await refusalOf({ clientToken })).toMatchObject({ errorType: 'QueueUnavailable' });
    expect(await api.rows('TOKEN#')).toEqual([]);
  });

  test('is another person’s business', async () => {
    const { id } = await ticketFor({ clientToken });
    expect((await ticketFor({ clientToken }, otherTenant)).id).not.toBe(id);
  });
});

describe('when SQS', () => {
  const refusing = async () => ({ status: 400, headers: {}, body: '{"__type":"QueueDoesNotExist"}' });

  test.each([
    ['refuses', refusing],
    ['fails', async () => ({ status: 503, headers: {}, body: '' })],
    ['cannot be reached', () => Promise.reject(new Error('connection refused'))],
  ])('%s, the claim is gone and the caller gets an error', async (_what, answer) => {
    api.sqs.answer = answer;
    expect(await refusalOf()).toMatchObject({ count: 1, errorType: 'QueueUnavailable' });
    expect(await claims()).toEqual([]);
  });

  test('refuses a repeated request, the claim of the first stays', async () => {
    const { id } = await ticketFor({ clientToken: 'token-1' });
    api.sqs.answer = refusing;
    expect(await refusalOf({ clientToken: 'token-1' })).toMatchObject({ errorType: 'QueueUnavailable' });
    expect(await claims()).toMatchObject([{ bookingId: id }]);
  });
});

describe('refused is', () => {
  test.each([
    ['a reversed stay', { endDate: '2030-05-30' }, 'InvalidArgument', { argument: 'endDate' }],
    ['a stay of no night', { endDate: '2030-06-01' }, 'InvalidArgument', { argument: 'endDate' }],
    ['a stay in the past', { startDate: '2030-05-09' }, 'InvalidArgument', { argument: 'startDate' }],
    ['a date with an offset', { startDate: '2030-06-01Z' }, 'InvalidArgument', { argument: 'startDate' }],
    ['a stay too long', { endDate: '2030-08-31' }, 'InvalidArgument', { argument: 'endDate' }],
    ['an id that forges a key', { apartmentId: 'a#b' }, 'InvalidArgument', { argument: 'apartmentId' }],
    ['an empty id', { apartmentId: '' }, 'InvalidArgument', { argument: 'apartmentId' }],
    ['a token too long', { clientToken: 'x'.repeat(65) }, 'InvalidArgument', { argument: 'clientToken' }],
    ['an unknown apartment', { apartmentId: 'none' }, 'NotFound', { apartmentId: 'none' }],
    ['a stay for another person', { userId: 'tenant-2' }, 'Forbidden', { userId: 'tenant-2' }],
  ])('%s', async (_what, changes, errorType, errorInfo) => {
    expect(await refusalOf(changes)).toMatchObject({ count: 1, errorType, errorInfo });
    expect(await claims()).toEqual([]);
    expect(api.sent).toEqual([]);
  });

  test('a person without an account, and one that is disabled', async () => {
    expect(await refusalOf({ userId: 'nobody' }, admin)).toMatchObject({
      errorType: 'NotFound',
      errorInfo: { userId: 'nobody' },
    });
    expect(await refusalOf({ userId: 'disabled' }, admin)).toMatchObject({
      errorType: 'UserDisabled',
      errorInfo: { userId: 'disabled' },
    });
  });

  test('a stay that shares a night with an approved one', async () => {
    await api.put(apartmentRow(['2030-06-03']));
    expect(await refusalOf()).toMatchObject({
      errorType: 'DatesTaken',
      errorInfo: { apartmentId: 'apartment-1' },
    });
    expect(await ticketFor({ endDate: '2030-06-03' })).toMatchObject({ status: 'QUEUED' });
  });
});

test('an Admin books for another person', async () => {
  await ticketFor({ userId: 'tenant-2' }, admin);
  expect(await claims()).toMatchObject([{ userId: 'tenant-2' }]);
});

test('tonight may be booked', async () => {
  expect(await ticketFor({ startDate: '2030-05-10', endDate: '2030-05-11' })).toMatchObject({
    status: 'QUEUED',
  });
});

test.each([
  ['BatchGetItem', 'ProvisionedThroughputExceededException', 'TryAgain'],
  ['PutItem', 'TransactionConflictException', 'TryAgain'],
  ['PutItem', 'AccessDeniedException', 'InternalFailure'],
])('%s failing by %s is answered as %s', async (action, code, errorType) => {
  api.tableActions[action] = async () => {
    throw new AwsError(code, 'internal words');
  };
  const refusal = await refusalOf();
  expect(refusal).toMatchObject({ count: 1, errorType });
  expect(refusal.message).not.toContain('internal words');
  expect(api.sent).toEqual([]);
});

test('an apartment that the table did not get to is not taken for missing', async () => {
  const { BatchGetItem } = api.tableActions;
  api.tableActions.BatchGetItem = async (asked, call) => {
    const { Responses } = await BatchGetItem!(asked, call);
    return {
      Responses: { table: Responses.table.slice(0, 1) },
      UnprocessedKeys: { table: { Keys: [asked.RequestItems.table.Keys[1]] } },
    };
  };
  expect(await refusalOf()).toMatchObject({ errorType: 'TryAgain' });
});
