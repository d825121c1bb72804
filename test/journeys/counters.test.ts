import { StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createScene, type Scene } from './alarms/Scene.ts';
import { deployBroken } from './drill/brokenRelease.ts';
import type { Drill } from './drill/Drill.ts';
import { booksAppointments, booksStays, placesOrders, SKUS, skuOf } from './drill/requests.ts';
import { expectLawful, samplesIn } from '../local/platform/metrics/expectLawful.ts';
import * as given from './given.ts';
import { comesToRest } from './orders/comesToRest.ts';
import { kills } from './orders/kills.ts';
import { hasOffered, restocks } from './orders/when.ts';
import { type Counted, type Deliveries, watchDeliveries } from './watchDeliveries.ts';

const MINUTES = 60_000;

let desk: given.Frontdesk;
let scene: Scene;
let drill: Drill;
let deliveries: Deliveries;

beforeAll(async () => {
  desk = await given.frontdesk({ conflicts: 'hostile' });
  deliveries = watchDeliveries(desk.cloud);
  scene = createScene(desk.cloud);
  const tenants = [await desk.tenant(), await desk.tenant(), await desk.tenant()];
  drill = { desk, scene, assembly: inject('assembly'), tenants };
});
afterAll(async () => {
  deliveries.stop();
  scene.close();
  await desk[Symbol.asyncDispose]();
});

/** Once nothing is under way and every letter was found. */
async function restsAndCounts(): Promise<Map<string, Counted>> {
  await comesToRest(desk);
  await desk.cloud.advance(65 * MINUTES);
  await comesToRest(desk);
  return new Map(await deliveries.expectCounted());
}

const sum = (counted: ReadonlyMap<string, Counted>, name: keyof Counted) =>
  [...counted.values()].reduce((total, counts) => total + counts[name], 0);

test('received = done + retried + buried for every worker, under load, faults, kills and dead letters', async () => {
  for (let sku = 0; sku < SKUS; sku++) {
    await hasOffered(desk, skuOf(sku));
    await restocks(desk, skuOf(sku), 100);
  }
  await desk.cloud.settles();
  const stops = ['PlaceOrder', 'SyncOrder', 'ProcessOrderPayment', 'CreateApartmentBooking'].map(
    (worker, index) => kills(desk, worker, 40 + 50 * index),
  );
  const apartments = [await desk.apartment(), await desk.apartment(), await desk.apartment()];
  await booksStays(drill, apartments, 9);
  await placesOrders(drill, 'good', 12);
  for (const stop of stops) stop();
  // Each delivery of these ends with the function, until their queue moves them.
  const mend = await deployBroken(drill, 'AllocateOrderStock', 'drill-crash', 'crash');
  await placesOrders(drill, 'crash', 2);
  const answered = await deployBroken(drill, 'CreateServiceBooking', 'Haircut', 'hang');
  await booksAppointments(drill, 'Haircut', 2);
  // None of its deliveries ends well, until there is a release again that does not hang.
  await desk.cloud.advance(2.5 * MINUTES);
  await answered();
  await scene.sendToAll(JSON.stringify({ poison: true }));

  const counted = await restsAndCounts();
  const unburied = [...counted].filter(([, { buried }]) => buried === 0).map(([step]) => step);
  expect(unburied).toEqual([]);
  expect(counted.get('allocateOrderStock')).toMatchObject({ done: 12, buried: 3 });
  expect(counted.get('createServiceBooking')).toMatchObject({ done: 2, buried: 1 });
  expect(counted.get('createServiceBooking')!.retried).toBeGreaterThan(0);
  await mend();
}, 180_000);

test('what is brought back is received once more, and done or buried once more', async () => {
  const before = new Map(await deliveries.expectCounted());
  const letters = scene
    .resources('AWS::SQS::Queue')
    .filter(({ path }) => path.endsWith('Work/DeadLetters/Queue'));
  for (const { attributes } of letters)
    await scene.sqs.send(new StartMessageMoveTaskCommand({ SourceArn: attributes['Arn'] as string }));
  const after = await restsAndCounts();
  expect(after.get('allocateOrderStock')).toMatchObject({ done: 14, buried: 4 });
  expect(sum(after, 'buried') - sum(before, 'buried')).toBe(before.size);
}, 180_000);

test('Prometheus is told the same', async () => {
  const counted = await deliveries.expectCounted();
  const answer = await fetch(desk.cloud.graphqlUrl.replace('/graphql', '/metrics'));
  const text = await answer.text();
  expectLawful(text);
  const samples = samplesIn(text);
  const told = (name: string, step: string) =>
    samples.find((sample) => sample.name === name && sample.labels['step'] === step)?.value ?? 0;
  const figures = [...counted.keys()].map((step) => [
    step,
    {
      done: told('frontdesk_dev_latency_seconds_count', step),
      retried: told('frontdesk_dev_retried_total', step),
      buried: told('frontdesk_dev_buried_total', step),
    },
  ]);
  expect(figures).toEqual([...counted]);
});
