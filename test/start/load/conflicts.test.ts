import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { restockEventKey } from '../../../model/inventory/keys.ts';
import { run } from '../../../start/load/run.ts';
import * as given from '../../journeys/given.ts';
import * as then from '../../journeys/then.ts';

test('a line that meets a transaction at its row is accepted once that has ended', async () => {
  await using desk = await given.frontdesk({ conflicts: 'hostile' });
  const { cloud } = desk;
  const rival = checkRow(desk, restockEventKey('towel-white', 'lot-1'));
  const line = { type: 'restock', sku: 'towel-white', lotId: 'lot-1', units: 5 };
  const pauses: number[] = [];
  const options = {
    file: '-',
    format: 'jsonl' as const,
    url: cloud.graphqlUrl,
    user: 'admin',
    password: 'Passw0rd-2027',
    concurrency: 20,
    dryRun: false,
    refused: undefined,
  };

  const code = await run(options, {
    stdin: Readable.from([Buffer.from(JSON.stringify(line))]),
    print: () => undefined,
    write: () => undefined,
    isTerminal: false,
    now: () => cloud.world.clock.now(),
    pause: async (ms) => {
      pauses.push(ms);
      await rival.end();
    },
    stop: new AbortController(),
  });
  await rival.end();
  await cloud.settles();

  expect(pauses).toHaveLength(1);
  expect(code).toBe(0);
  expect(await then.items(desk, 'SKUS')).toMatchObject([{ sku: 'towel-white', units: 5 }]);
});

/** Checks in one transaction after the other that there is no such row, until it is told to end. */
function checkRow({ cloud }: given.Frontdesk, { pk, sk }: { pk: string; sk: string }) {
  const { dynamodb, iam } = cloud.services;
  const call = { traceId: 'test', principal: iam.principalOf(undefined) };
  const ConditionCheck = {
    TableName: cloud.describe().tableName,
    Key: { pk: { S: pk }, sk: { S: sk } },
    ConditionExpression: 'attribute_not_exists(pk)',
  };
  let isWanted = true;
  const checkOften = async () => {
    while (isWanted)
      await dynamodb.actions['TransactWriteItems']!({ TransactItems: [{ ConditionCheck }] }, call);
  };
  const ended = checkOften();
  const end = () => {
    isWanted = false;
    return ended;
  };
  return { end };
}
