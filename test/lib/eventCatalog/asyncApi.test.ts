import { Parser } from '@asyncapi/parser';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createAsyncApi } from './createAsyncApi.ts';
import { readWiring, type EventWiring } from './readWiring.ts';
import { matchesPattern } from '../../../local/services/events/patterns/matchesPattern.ts';
import { parsePattern } from '../../../local/services/events/patterns/parsePattern.ts';
import { messageFormats } from '../../../letters/core/messageFormats.ts';
import { eventCatalog } from '../../../model/eventCatalog.ts';
import { parseMessage } from '../../../model/messageFormats.ts';
import {
  goldenFile,
  hashesFile,
  hashGolden,
  readGoldenEvents,
  type GoldenEvent,
} from '../../journeys/events/goldenEvents.ts';
import { expectFresh } from '../../support/expectFresh.ts';
import { readTemplates } from '../../support/readTemplates.ts';

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const golden = readGoldenEvents();

let wiring: EventWiring;
let document: Record<string, any>;
beforeAll(() => {
  wiring = readWiring(readTemplates());
  document = createAsyncApi({
    wiring,
    producers: JSON.parse(read('docs/events/producers.json')),
    // The latest of each name.
    examples: Object.fromEntries(golden.map((event) => [event.eventName, event])),
    sdl: read('appsync.graphql') + read('schema.graphql'),
  });
});

test('docs/events/asyncapi.json says what the schemas and the wiring say', async () => {
  await expectFresh('docs/events/asyncapi.json', `${JSON.stringify(document)}\n`, 'npm run docs:events');
});

test('the official parser finds nothing to say of it', async () => {
  const { diagnostics } = await new Parser().parse(JSON.stringify(document));
  expect(diagnostics.map(({ message, path }) => `${path.join('.')}: ${message}`)).toEqual([]);
});

test('the official parser refuses an operation that is neither sent nor received', async () => {
  const { asyncapi, info } = document;
  const bus = { address: null, messages: { A: { payload: { type: 'object' } } } };
  const broken = {
    ...{ asyncapi, info, channels: { bus } },
    operations: { a: { action: 'told', channel: { $ref: '#/channels/bus' } } },
  };
  const { diagnostics } = await new Parser().parse(JSON.stringify(broken));
  expect(diagnostics.map(({ path }) => path.join('.'))).toContain('operations.a.action');
});

test('each example fits the payload of its event', () => {
  const faults = Object.values<any>(document['components'].messages).flatMap(
    ({ name, payload, examples = [] }) =>
      examples.flatMap(({ payload: example }: any) => {
        const { error } = z.fromJSONSchema(payload).safeParse(example);
        return (error?.issues ?? []).map(({ path, message }) => `${name} ${path.join('.')}: ${message}`);
      }),
  );
  expect(faults).toEqual([]);
});

test('whatever a rule or a pipe names is in the catalogue', () => {
  const named = [...wiring.consumers, ...wiring.pipes].flatMap(({ eventNames }) => eventNames);
  expect([...new Set(named)].filter((name) => !eventCatalog.has(name))).toEqual([]);
});

test('each worker that follows events is there, with its queue and its code', () => {
  const workers = wiring.consumers.filter(({ kind }) => kind === 'worker');
  expect(workers.find(({ name }) => name === 'allocateOrderStock')).toMatchObject({
    queue: 'Frontdesk-dev-AllocateOrderStock-{stack}',
    code: 'lambda-fns/inventory/allocateOrderStock.ts',
    only: ['there is no flow'],
  });
  expect(workers.filter(({ name }) => !(name in messageFormats))).toEqual([]);
});

describe('golden events', () => {
  const numbered = golden.map((event, index) => [index + 1, event.eventName, event] as const);

  /** Who gets it. What said nothing yet of being applied may still lie in a queue as old, whose worker has an upgrade for it. */
  const takersOf = ({ applied, ...event }: GoldenEvent) =>
    wiring.consumers.filter(
      ({ kind, name, pattern }) =>
        kind === 'worker' &&
        (applied !== undefined || messageFormats[name]?.upgrades !== undefined) &&
        matchesPattern(parsePattern(JSON.stringify(pattern)), {
          ...{ source: 'frontdesk', 'detail-type': event.eventName },
          detail: { ...event, applied: applied ?? true },
        }),
    );

  test.each(numbered)('line %i, a %s, is understood by every worker that gets it', (_, name, event) => {
    const faults = takersOf(event).flatMap((worker) => {
      const parsed = parseMessage(messageFormats[worker.name]!, { source: 'frontdesk', detail: event });
      return parsed.isValid ? [] : [`${worker.name}: ${parsed.issues.join('; ')}`];
    });
    expect(faults, name).toEqual([]);
  });

  test('each line is as it was written: npm run docs:events adds the hashes of new ones', async () => {
    const [lines, known] = [goldenFile, hashesFile].map((path) =>
      read(path)
        .split('\n')
        .filter((line) => line !== ''),
    );
    const { hashes, changed } = hashGolden(lines!, known!);
    expect(changed).toEqual([]);
    await expectFresh(hashesFile, `${hashes.join('\n')}\n`, 'npm run docs:events');
  });

  test('a line that was changed or is gone is found by its number', () => {
    const { hashes } = hashGolden(['{"a":1}', '{"a":2}'], []);
    expect(hashGolden(['{"a":1}', '{"a":2}', '{"a":3}'], hashes).changed).toEqual([]);
    expect(hashGolden(['{"a":1}', '{"b":2}'], hashes).changed).toEqual([2]);
    expect(hashGolden(['{"a":2}'], hashes).changed).toEqual([1, 2]);
  });

  test('of each worker there is one', () => {
    const taken = new Set(golden.flatMap(takersOf).map(({ name }) => name));
    const workers = wiring.consumers.filter(({ kind, applied }) => kind === 'worker' && applied);
    expect(workers.map(({ name }) => name).filter((name) => !taken.has(name))).toEqual([]);
  });
});
