import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createScene, type Scene } from './alarms/Scene.ts';
import { nothingDoneTwice, unfinished } from './drill/accounting.ts';
import type { Drill, DrillRequest, Struck } from './drill/Drill.ts';
import { COLUMNS, createOperator, type Operator, type Printed } from './drill/operator.ts';
import { commandLine, runbookPage, screenOf, type Step, type Steps } from './drill/runbook.ts';
import { createStabilizer } from './drill/stableText.ts';
import { widthOf } from '../../letters/terminal/printable.ts';
import { terminalPicture } from '../support/terminalPicture.ts';
import { watchOutcomes } from './drill/watchOutcomes.ts';
import { faults } from './drill/faults.ts';
import { booksStays, placesOrders, SKUS, skuOf } from './drill/requests.ts';
import * as given from './given.ts';
import { comesToRest } from './orders/comesToRest.ts';
import { hasOffered, restocks } from './orders/when.ts';
import { someApartments } from './racing.ts';

const MINUTES = 60_000;
/** When all letters have died. */
const OPERATOR_COMES = Date.parse('2027-01-20T14:00:00.000Z');
const TENANTS = 10;
/** On a busy machine. */
const LONG = 300_000;

let desk: given.Frontdesk;
let scene: Scene;
let drill: Drill;
let operator: Operator;
const requests: DrillRequest[] = [];
const struck: Struck[] = [];

beforeAll(async () => {
  desk = await given.frontdesk();
  scene = createScene(desk.cloud);
  const tenants: given.Person[] = [];
  for (let count = 0; count < TENANTS; count++) tenants.push(await desk.tenant());
  operator = createOperator(desk.cloud);
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
  for (let sku = 0; sku < SKUS; sku++) {
    await hasOffered(desk, skuOf(sku));
    await restocks(desk, skuOf(sku), 1000);
  }
  const apartments = await someApartments(desk, 24);
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
    // How long the last retries took is left to chance; what is printed from here on is not.
    await desk.cloud.advance(OPERATOR_COMES - desk.cloud.world.clock.now());
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

test('list and group name the eight ways, and how often each was died', async () => {
  await step('list', ['list']);
  await step('group', ['group']);
  const { groups, letters } = await operator.reads('group');
  expect(letters).toBe(LETTERS);
  const told = groups.map(({ deathClass, errorCode, count }: any) => ({ deathClass, errorCode, count }));
  const made = faults.map(({ deathClass, errorCode, letters: count }) => ({ deathClass, errorCode, count }));
  expect(told).toHaveLength(made.length);
  expect(told).toEqual(expect.arrayContaining(made));

  const { queues } = await operator.reads('list');
  const counted = queues.flatMap(({ url, depth, reasons }: any) =>
    reasons.map(({ errorCode, count }: any) => ({ queue: faultOf(url)?.queue, depth, errorCode, count })),
  );
  expect(counted).toHaveLength(faults.length);
  expect(counted).toEqual(
    expect.arrayContaining(
      faults.map(({ queue, errorCode, letters: count }) => ({ queue, depth: count, errorCode, count })),
    ),
  );
});

test('one letter is shown whole', async () => {
  const { letters } = await operator.reads('peek', 'createApartmentBooking');
  const { id, entityId } = letters.find(({ body }: any) => body.includes('2027-03-01'));
  const shown = await step('show', ['show', id.slice(0, 8)]);
  expect(shown).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(entityId) });
});

test(
  'what each letter comes to once its cause is mended is what dry-run predicts',
  async () => {
    for (const { mend } of struck) await mend();
    const { predictions, wouldDie } = await operator.reads('dry-run');
    ids.push(...predictions.map(({ id }: any) => id));
    expect({ wouldDie, predicted: predictions.length }).toEqual({ wouldDie: 0, predicted: LETTERS });

    await step('dryRun', ['dry-run', 'createApartmentBooking', 'placeOrder', 'payBooking']);
    const outcomes = watchOutcomes(desk.cloud);
    const upTheRamp = ['--ramp', '--rate', '50/s', '--because', 'all eight causes are mended'];
    const first = await step('redrive', ['redrive', 'placeOrder', ...upTheRamp], ['y']);
    const rest = await operator.types(['redrive', ...upTheRamp], ['y']);
    await comesToRest(desk);
    outcomes.stop();
    expect([first, rest]).toMatchObject([{ exitCode: 0 }, { exitCode: 0 }]);
    expect(tooWide(rest)).toEqual([]);
    const happened = predictions.map(({ entityId, worker, outcome }: any) =>
      outcome.kind === 'done' ? { ...outcome, word: outcomes.of(worker, entityId) } : outcome,
    );
    expect(happened).toEqual(predictions.map(({ outcome }: any) => outcome));
  },
  LONG,
);

test('everything is accounted for: each request has ended, once', async () => {
  expect(await unfinished(drill, requests)).toEqual([]);
  await nothingDoneTwice(drill, requests);
  for (const { name, queue } of faults)
    expect({ name, left: await depthOf(queue) }).toEqual({ name, left: 0 });
});

test('the history says who brought them back, and why', async () => {
  const { runs } = await operator.reads('history');
  const redrives = runs.filter(({ action }: any) => action === 'REDRIVE');
  expect(redrives.reduce((sum: number, { planned }: any) => sum + planned, 0)).toBe(LETTERS);
  for (const run of redrives)
    expect(run).toMatchObject({ by: 'dora', reason: 'all eight causes are mended', status: 'DONE' });
});

test('the runbook and the pictures show what the tool printed', async () => {
  await step('after', ['list']);
  await step('history', ['history']);
  const stable = createStabilizer(ids);
  await expect(runbookPage(faults, steps as Steps, stable)).toMatchFileSnapshot(join(DOCS, 'runbook.md'));
  for (const name of ['list', 'group', 'show', 'dryRun', 'redrive'] as const) {
    const picture = terminalPicture(stable(commandLine(steps[name]!)), stable(screenOf(steps[name]!)));
    await expect(picture).toMatchFileSnapshot(join(DOCS, 'letters', `${name}.svg`));
  }
});

const DOCS = join(import.meta.dirname, '../../docs');

/** Of the letters that the runbook may show. */
const ids: string[] = [];

const steps: { -readonly [Name in keyof Steps]?: Step } = {};

/** Types a command, and keeps it for the runbook. */
async function step(
  name: keyof Steps,
  command: readonly string[],
  answers?: readonly string[],
): Promise<Printed> {
  const printed = await operator.types(command, answers);
  expect(tooWide(printed)).toEqual([]);
  steps[name] = { command, printed };
  return printed;
}

/** Lines that a terminal would break. */
const tooWide = ({ stdout, stderr }: Printed) =>
  stripVTControlCharacters(stderr + stdout)
    .split('\n')
    .filter((line) => widthOf(line) > COLUMNS);

/** The fault whose letters a queue holds, by its URL, which has the name that the template made. */
const faultOf = (url: string) => faults.find(({ queue }) => url.includes(queue));
