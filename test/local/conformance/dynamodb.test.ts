import { afterAll, beforeAll, describe, test } from 'vitest';
import { batches } from './dynamodb/batches.ts';
import { createBench, type Bench } from './dynamodb/Bench.ts';
import { conditions } from './dynamodb/conditions.ts';
import { engines, type RunningEngine } from './dynamodb/engines.ts';
import { items } from './dynamodb/items.ts';
import { queries } from './dynamodb/queries.ts';
import { refusals } from './dynamodb/refusals.ts';
import { scans } from './dynamodb/scans.ts';
import { streams } from './dynamodb/streams.ts';
import { tables } from './dynamodb/tables.ts';
import { transactions } from './dynamodb/transactions.ts';
import { updates } from './dynamodb/updates.ts';

const chapters = {
  tables,
  items,
  conditions,
  updates,
  queries,
  scans,
  batches,
  transactions,
  streams,
  refusals,
};

describe.each(engines)('$name', (engine) => {
  if (engine.missing) return test.skip(`is not here: ${engine.missing}`);

  let running: RunningEngine;
  let bench: Bench;
  beforeAll(async () => {
    running = await engine.start();
    bench = await createBench(running);
  });
  afterAll(async () => {
    await bench.close();
    await running.close();
  });

  for (const [name, chapter] of Object.entries(chapters)) describe(name, () => chapter(() => bench));
});
