import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createScene, type Scene } from './alarms/Scene.ts';
import { unfinished } from './drill/accounting.ts';
import type { Drill, DrillRequest, Struck } from './drill/Drill.ts';
import { faults } from './drill/faults.ts';
import { booksStays, placesOrders, SKUS, skuOf } from './drill/requests.ts';
import * as given from './given.ts';
import { comesToRest } from './orders/comesToRest.ts';
import { restocks } from './orders/when.ts';

const MINUTES = 60_000;
const TENANTS = 10;
/** On a busy machine. */
const LONG = 300_000;

let desk: given.Frontdesk;
let scene: Scene;
let drill: Drill;
const requests: DrillRequest[] = [];
const struck: Struck[] = [];

beforeAll(async () => {
  desk = await given.frontdesk();
  scene = createScene(desk.cloud);
  const tenants: given.Person[] = [];
  for (let count = 0; count < TENANTS; count++) tenants.push(await desk.tenant());
  drill = { desk, scene, assembly: inject('assembly'), tenants };
});
afterAll(async () => {
  scene.close();
  await desk[Symbol.asyncDispose]();
});

/** How many letters lie in a dead-letter queue, by its output prefix. Each stack with undelivered events has a queue of them. */
async function depthOf(prefix: string): Promise<number> {
  const urls = desk.cloud.stacks
    .map(({ outputs }) => outputs[`${prefix}DeadLetterQueueUrl`])
    .filter((url) => typeof url === 'string');
  const depths = urls.map(async (url) => {
    const input = { QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages' as const] };
    return Number(
      (await scene.sqs.send(new GetQueueAttributesCommand(input))).Attributes!['ApproximateNumberOfMessages'],
    );
  });
  return (await Promise.all(depths)).reduce((sum, depth) => sum + depth, 0);
}

const LETTERS = faults.reduce((sum, { letters }) => sum + letters, 0);
const RESPECTABLE = 500 - LETTERS;

test('440 requests come through', async () => {
  expect({ LETTERS, RESPECTABLE }).toEqual({ LETTERS: 60, RESPECTABLE: 440 });
  for (let sku = 0; sku < SKUS; sku++) await restocks(desk, skuOf(sku), 1000);
  const apartments = await Promise.all(Array.from({ length: 24 }, () => desk.apartment()));
  requests.push(...(await booksStays(drill, apartments, 240)));
  requests.push(...(await placesOrders(drill, 'good', 200)));
  expect(await unfinished(drill, requests)).toEqual([]);
});

test(
  '60 die in eight ways, and none of them is done',
  async () => {
    for (const fault of faults) {
      struck.push(await fault.strike(drill));
      await desk.cloud.settles();
    }
    await comesToRest(desk);
    // A pipe tries each record for a quarter of an hour.
    await desk.cloud.advance(60 * MINUTES);
    await desk.cloud.settles();
    for (const [at, { name, queue, letters }] of faults.entries()) {
      expect({ name, letters: await depthOf(queue) }).toEqual({ name, letters });
      expect({ name, undone: (await unfinished(drill, struck[at]!.requests)).length }).toEqual({
        name,
        undone: letters,
      });
    }
    requests.push(...struck.flatMap((each) => each.requests));
  },
  LONG,
);
