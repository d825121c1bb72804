import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOptions, USAGE } from '../../../start/cards/options.ts';
import { run } from '../../../start/cards/run.ts';
import * as given from '../../journeys/given.ts';
import * as when from '../../journeys/search/when.ts';
import * as then from '../../journeys/then.ts';

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const file = (content: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'cards-')), 'outputs.json');
  writeFileSync(path, content);
  return path;
};

/** Runs the command, and returns what it prints. */
async function rebuild(outputs: string | undefined, variables: Record<string, string> = {}) {
  const lines: string[] = [];
  await run({ outputs }, { print: (line) => lines.push(line), variables });
  return lines;
}

const anOrder = (orderId: string) => ({
  order: {
    orderId,
    userId: 'somebody',
    lines: [{ sku: 'rolls', units: 1, priceCents: 100 }],
    amountCents: 100,
    createdOn: '2027-01-20T10:00:00.000Z',
    deliverTo: 'flat-1',
    flow: 'SAGA' as const,
  },
  status: 'DELIVERED' as const,
});

const cardOf = async (orderId: string) => (await then.items(desk, `CARD#${orderId}`))[0];

test('cards are made again by the cloud on this machine', async () => {
  await when.stores(desk, [anOrder('cards-1')]);
  const lines = await rebuild(undefined, { PORT: new URL(desk.cloud.describe().graphqlUrl).port });
  await desk.cloud.settles();
  expect(await cardOf('cards-1')).toMatchObject({ phase: 'DELIVERED' });
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
});

test('cards are made again by a stage that is known by its outputs', async () => {
  await when.stores(desk, [anOrder('cards-2')]);
  const { stacks, awsEndpointUrl } = desk.cloud.describe();
  const variables = {
    AWS_ENDPOINT_URL: awsEndpointUrl,
    AWS_ACCESS_KEY_ID: 'any',
    AWS_SECRET_ACCESS_KEY: 'any',
  };
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    await rebuild(file(JSON.stringify(stacks)));
  } finally {
    process.env = before;
  }
  await desk.cloud.settles();
  expect(await cardOf('cards-2')).toMatchObject({ phase: 'DELIVERED' });
});

describe('what cannot be asked is one sentence that says what to do', () => {
  test.each([
    ['no JSON', 'no JSON', /cannot be read/],
    ['no stacks', '[1]', /it holds no outputs of stacks/],
    ['a stage without the search', '{"Data":{"Region":"eu-west-1"}}', /lacks ProjectOrdersQueueUrl\. Deploy/],
  ])('with %s', async (_what, content, message) => {
    await expect(rebuild(file(content))).rejects.toThrow(message);
  });

  test('where nothing runs', async () => {
    await expect(rebuild(undefined, { PORT: '1' })).rejects.toThrow(
      /Start it with npm start, or name a stage/,
    );
  });
});

test('arguments are read, or what is wrong with them is said', () => {
  expect(readOptions(['rebuild'])).toEqual({ outputs: undefined });
  expect(readOptions(['rebuild', '--outputs', 'a.json'])).toEqual({ outputs: 'a.json' });
  expect(readOptions(['--help'])).toBe('help');
  for (const args of [[], ['purge'], ['rebuild', 'all'], ['rebuild', '--fast']])
    expect(() => readOptions(args)).toThrow(/See npm run cards -- --help\.$/);
  for (const line of USAGE.split('\n')) expect(line.length).toBeLessThanOrEqual(82);
});
