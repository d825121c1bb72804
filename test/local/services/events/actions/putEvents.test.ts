import { expect, test } from 'vitest';
import { caller, createBench } from '../createBench.ts';

test('an event reaches the rules that match it, in its envelope', async () => {
  const bench = createBench();
  await bench.rule({ source: ['shop'] });
  const answer = await bench.put({ Resources: ['arn:aws:s3:::b'] });
  await bench.world.activity.idle();
  expect(answer).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
  expect(bench.delivered).toMatchObject([
    {
      targetArn: 'arn:aws:custom:us-east-1:000000000000:one',
      traceId: caller.traceId,
      input: {
        version: '0',
        id: answer.Entries[0].EventId,
        'detail-type': 'sold',
        source: 'shop',
        account: '000000000000',
        time: '2026-01-31T12:00:00Z',
        region: 'us-east-1',
        resources: ['arn:aws:s3:::b'],
        detail: { n: 1 },
      },
    },
  ]);
});

test('an event that no rule matches is delivered nowhere, but is on the feed', async () => {
  const bench = createBench();
  await bench.rule({ source: ['other'] });
  await bench.put({});
  await bench.world.activity.idle();
  expect(bench.delivered).toEqual([]);
  expect(bench.records).toMatchObject([
    { kind: 'event', bus: 'default', source: 'shop', detailType: 'sold', rules: [] },
  ]);
});

test('each entry keeps its own trace', async () => {
  const bench = createBench();
  await bench.rule({ source: ['shop'] });
  await bench.put({ TraceHeader: 'Root=1-aaaaaaaa-bbbbbbbbbbbbbbbbbbbbbbbb' }, {});
  await bench.world.activity.idle();
  expect(bench.delivered.map(({ traceId }) => traceId)).toEqual([
    '1-aaaaaaaa-bbbbbbbbbbbbbbbbbbbbbbbb',
    caller.traceId,
  ]);
});

test('an invalid entry does not fail the others', async () => {
  const bench = createBench();
  const answer = await bench.put(
    { Source: undefined },
    { DetailType: '' },
    { Detail: undefined },
    { Detail: '[1]' },
    { Detail: '{' },
    { Source: 'aws.s3' },
    {},
  );
  expect(answer).toEqual({
    FailedEntryCount: 6,
    Entries: [
      {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: 'Parameter Source is not valid. Reason: Source is a required argument.',
      },
      {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: 'Parameter DetailType is not valid. Reason: DetailType is a required argument.',
      },
      {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: 'Parameter Detail is not valid. Reason: Detail is a required argument.',
      },
      { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
      { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
      { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' },
      { EventId: expect.any(String) },
    ],
  });
});

test('more than ten entries are refused together', async () => {
  const bench = createBench();
  await expect(bench.put(...Array.from({ length: 11 }, () => ({})))).rejects.toMatchObject({
    code: 'ValidationException',
    message: expect.stringContaining('Member must have length less than or equal to 10'),
  });
});

test('more than a megabyte is refused', async () => {
  const bench = createBench();
  const Detail = JSON.stringify({ text: 'x'.repeat(600_000) });
  await expect(bench.put({ Detail }, { Detail })).rejects.toMatchObject({
    message: 'Total size of the entries in the request is over the limit.',
  });
});

test('an event for a bus that does not exist is accepted and dropped, which the feed reports', async () => {
  const bench = createBench();
  await expect(bench.put({ EventBusName: 'nowhere' })).resolves.toMatchObject({ FailedEntryCount: 0 });
  expect(bench.records).toMatchObject([
    { kind: 'failure', code: 'NO_RESOURCE', message: expect.stringContaining('nowhere') },
  ]);
});

test('events reach a bus by its name and by its ARN', async () => {
  const bench = createBench();
  const { EventBusArn } = await bench.act('CreateEventBus', { Name: 'mine' });
  await bench.put({ EventBusName: 'mine' }, { EventBusName: EventBusArn });
  expect(bench.records).toMatchObject([{ bus: 'mine' }, { bus: 'mine' }]);
});

test('an unknown member is refused by name', async () => {
  const bench = createBench();
  await expect(bench.act('PutEvents', { Entries: [], EndpointId: 'x' })).rejects.toThrow(/EndpointId|length/);
});

test('a detail nested deeper than 1000 levels is malformed', async () => {
  const bench = createBench();
  const nested = (levels: number) => `{"list":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;

  await expect(bench.put({ Detail: nested(1000) })).resolves.toMatchObject({ FailedEntryCount: 0 });
  await expect(bench.put({ Detail: nested(1001) }, { Detail: nested(100_000) })).resolves.toMatchObject({
    Entries: [{ ErrorCode: 'MalformedDetail' }, { ErrorCode: 'MalformedDetail' }],
  });
});
