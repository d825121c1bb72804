import { expect, test } from 'vitest';
import { LambdaEventSourceMapping } from '../../../local/resources/LambdaEventSourceMapping.ts';
import type { ResourceContext } from '../../../local/resources/common/ResourceType.ts';
import { givenQueueMapping } from '../services/eventSourceMappings/givenQueueMapping.ts';
import { arnOfQueue } from '../services/sqs/givenSqs.ts';

const fromQueue = { EventSourceArn: arnOfQueue('q'), FunctionName: 'f' };

async function givenTemplate(handle: () => unknown = () => undefined) {
  const given = await givenQueueMapping(handle);
  const context = {
    world: given.world,
    services: { eventSourceMappings: given.mappings },
  } as unknown as ResourceContext;
  return {
    ...given,
    create: async (properties: object) =>
      LambdaEventSourceMapping.create(LambdaEventSourceMapping.properties.parse(properties), context),
  };
}

test('a mapping from a template delivers its queue’s messages', async () => {
  const { world, create, send, bodies } = await givenTemplate();
  const { ref, attributes } = await create({
    ...fromQueue,
    BatchSize: '2',
    FilterCriteria: { Filters: [{ Pattern: '{"body":[{"anything-but":"no"}]}' }] },
    ScalingConfig: { MaximumConcurrency: 2 },
    Tags: [],
  });
  await send(['a', 'no', 'b']);
  await world.activity.idle();

  expect(bodies()).toEqual([['a', 'b']]);
  expect(attributes).toEqual({
    Id: ref,
    EventSourceMappingArn: `arn:aws:lambda:us-east-1:000000000000:event-source-mapping:${ref}`,
  });
});

test('a mapping has the partial batch responses and the window of its template', async () => {
  const { world, create, send, bodies, left } = await givenTemplate(() => ({
    batchItemFailures: [{ itemIdentifier: 'nonsense' }],
  }));
  await create({
    ...fromQueue,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    MaximumBatchingWindowInSeconds: 5,
  });
  await send(['a']);
  await world.clock.advance(4999);
  expect(bodies()).toEqual([]);

  await world.clock.advance(1);
  expect([bodies(), await left()]).toEqual([[['a']], 1]);
});

test('a mapping that is disabled by a string stays disabled', async () => {
  const { world, create, send, bodies } = await givenTemplate();
  await create({ ...fromQueue, Enabled: 'false' });
  await send(['a']);
  await world.activity.idle();

  expect(bodies()).toEqual([]);
});

test.each([['TumblingWindowInSeconds'], ['ProvisionedPollerConfig'], ['SourceAccessConfigurations']])(
  'the property %s is refused by its name',
  async (name) => {
    const { create } = await givenTemplate();

    await expect(create({ ...fromQueue, [name]: {} })).rejects.toThrow(name);
  },
);
