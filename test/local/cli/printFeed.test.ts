import { expect, test } from 'vitest';
import { printFeed } from '../../../local/cli/printFeed.ts';
import { createWorld } from '../../../local/platform/World.ts';
import { createTraces } from '../../../local/traces/createTraces.ts';

const HIDDEN = '1-00000000-6f7065726174696f6e730000';
const SHOWN = '1-00000000-000000000000000000000001';

test('of a hidden trace nothing is printed, and all else is', () => {
  const world = createWorld({ frozenAt: 0 });
  const printed: string[] = [];
  const cloud = { world, stacks: [], traces: createTraces(world.feed) };
  const stop = printFeed(
    cloud,
    { print: (text: string) => void printed.push(text) },
    { detail: 'json', hiddenTrace: HIDDEN },
  );
  for (const traceId of [HIDDEN, SHOWN])
    world.feed.publish({
      kind: 'request',
      traceId,
      operation: 'mutation',
      fields: ['publish'],
      caller: 'operator',
      errors: [],
      durationMs: 1,
    });
  stop();
  expect(printed.map((line) => JSON.parse(line).traceId)).toEqual([SHOWN]);
});
