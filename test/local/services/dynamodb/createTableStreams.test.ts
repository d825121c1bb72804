import { expect, test } from 'vitest';
import { createWorld } from '../../../../local/platform/World.ts';
import { createTableStreams } from '../../../../local/services/dynamodb/streams/createTableStreams.ts';
import type { ChangedItem } from '../../../../local/services/dynamodb/writes/Write.ts';
import { START } from './givenTable.ts';

const DAY = 24 * 60 * 60 * 1000;
const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/things/stream/label';

/** A stream of a table, which nobody reads, since that would trim it. */
function givenStream() {
  const world = createWorld({ seed: 1, frozenAt: START });
  const streams = createTableStreams(world);
  const common = { label: 'label', keySchema: [], viewType: 'NEW_IMAGE' } as const;
  streams.open({ arn, tableName: 'things', openedAt: START, ...common });
  const description = {
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    LatestStreamArn: arn,
    LatestStreamLabel: 'label',
  };
  const change = (pk: string) =>
    ({
      table: { description },
      keys: { pk: { S: pk } },
      next: { pk: { S: pk } },
      eventName: 'INSERT',
    }) as object;
  // The parts of a change that a stream reads.
  const append = (pk: string) =>
    streams.append([change(pk) as ChangedItem], { traceId: '1-0-0', transactional: false });
  return { world, streams, append, held: () => streams.all().map(({ entries }) => entries.length) };
}

test('records of a table that nobody uses any more are forgotten a day later', async () => {
  const { world, append, held } = givenStream();
  append('a');
  await world.clock.advance(60 * 60 * 1000);
  append('b');
  append('c');
  await world.clock.advance(DAY - 30 * 60 * 1000);
  expect(held()).toEqual([2]);
  await world.clock.advance(60 * 60 * 1000);
  expect(held()).toEqual([0]);
  append('d');
  await world.clock.advance(DAY + 60 * 60 * 1000);
  expect(held()).toEqual([0]);
});

test('a stream that ended is forgotten a day later, and one that is in use is not', async () => {
  const { world, streams, held } = givenStream();
  await world.clock.advance(3 * DAY);
  expect(held()).toEqual([0]);
  streams.end(arn);
  await world.clock.advance(DAY - 1000);
  expect(held()).toEqual([0]);
  await world.clock.advance(60 * 60 * 1000);
  expect(held()).toEqual([]);
});
