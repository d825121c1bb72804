import { describe, expect, test } from 'vitest';
import { arnOfQueue } from '../sqs/givenSqs.ts';
import { testCall } from '../../../support/serveActions.ts';
import { givenQueueMapping } from './givenQueueMapping.ts';

describe('a mapping', () => {
  test.each([
    ['a batch above ten without a window', { batchSize: 11 }, 'Maximum batch window'],
    ['a batch of none', { batchSize: 0 }, 'Batch size 0'],
    ['a concurrency of one', { maximumConcurrency: 1 }, 'MaximumConcurrency'],
    ['a queue that does not exist', { eventSourceArn: arnOfQueue('missing') }, 'does not exist'],
    [
      'a source of another kind',
      { eventSourceArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/s' },
      'is not supported',
    ],
  ])('with %s is refused', async (_, mapping, message) => {
    const { map } = await givenQueueMapping(() => undefined);

    expect(() => map(mapping)).toThrow(message);
  });

  test('whose queue is deleted says so', async () => {
    const { world, act, map, send, feedRecords, QueueUrl } = await givenQueueMapping(async () => {
      await act('DeleteQueue', { QueueUrl });
    });
    map();
    await send(['a']);
    await world.activity.idle();

    expect(feedRecords).toContainEqual(
      expect.objectContaining({ kind: 'failure', code: 'QueueDoesNotExist' }),
    );
  });

  test('that is disabled leaves its queue alone until it is enabled again', async () => {
    const { world, map, send, mappings, left, invocations } = await givenQueueMapping(() => undefined);
    map();
    const UUID = 'mapping-1';
    const update = (Enabled?: boolean) =>
      mappings.actions['UpdateEventSourceMapping']!({ UUID, Enabled }, testCall);

    expect(await update(false)).toMatchObject({ UUID, State: 'Disabled' });
    await send(['a']);
    await world.activity.idle();
    expect([invocations.length, await left()]).toEqual([0, 1]);

    expect(await update(true)).toMatchObject({ State: 'Enabled' });
    await world.activity.idle();
    expect([invocations.length, await left()]).toEqual([1, 0]);
    await expect(update()).rejects.toThrow('Only Enabled can be changed here.');
    await expect(
      mappings.actions['GetEventSourceMapping']!({ UUID: 'nobody' }, testCall),
    ).rejects.toMatchObject({ code: 'ResourceNotFoundException', status: 404 });
  });

  test('is found by its queue or its function, with what it reads of answers', async () => {
    const { map, mappings } = await givenQueueMapping(() => undefined);
    map();
    map({ uuid: 'mapping-2', reportBatchItemFailures: false });
    const list = (input: object) => mappings.actions['ListEventSourceMappings']!(input, testCall);

    const { EventSourceMappings: found } = await list({});
    expect(found).toMatchObject([{ UUID: 'mapping-1' }, { UUID: 'mapping-2' }]);
    const [{ EventSourceArn, FunctionArn }] = found;
    expect(await list({ EventSourceArn })).toEqual({ EventSourceMappings: found });
    expect(await list({ FunctionName: FunctionArn.split(':').at(-1) })).toEqual({
      EventSourceMappings: found,
    });
    expect(await list({ EventSourceArn: arnOfQueue('another') })).toEqual({ EventSourceMappings: [] });
    const first = await list({ MaxItems: 1 });
    expect(first).toEqual({ EventSourceMappings: [found[0]], NextMarker: '1' });
    expect(await list({ MaxItems: 1, Marker: first.NextMarker })).toEqual({
      EventSourceMappings: [found[1]],
    });
    expect(found[1]).not.toHaveProperty('FunctionResponseTypes');
  });

  test('that is closed waits for the invocation under way and begins no other', async () => {
    const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { map, send, mappings, left, invocations } = await givenQueueMapping(() => {
      begun.resolve();
      return ended.promise;
    });
    map();
    await send(['a']);
    await begun.promise;

    const closed = mappings.close();
    ended.resolve();
    await closed;
    await send(['b']);

    expect([invocations.length, await left()]).toEqual([1, 1]);
  });

  test('invokes with at most six megabytes', async () => {
    const { world, map, act, bodies, QueueUrl } = await givenQueueMapping(() => undefined);
    for (let index = 0; index < 8; index++)
      await act('SendMessage', { QueueUrl, MessageBody: `${index}`.repeat(1024 * 1024) });
    map();
    await world.activity.idle();

    expect(bodies().map((batch) => batch.map((body) => body[0]))).toEqual([
      ['0', '1', '2', '3', '4'],
      ['5', '6', '7'],
    ]);
  });
});
