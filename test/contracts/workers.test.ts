import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { eventCatalog } from '../../model/eventCatalog.ts';
import { readGoldenEvents } from '../journeys/events/goldenEvents.ts';
import { readWiring } from '../lib/eventCatalog/readWiring.ts';
import { readTemplates } from '../support/readTemplates.ts';
import type { Pact } from './pact/Pact.ts';
import { expectNewest, keptVersions, ledgerFaults } from './versions.ts';
import { createWorkersPact } from './workers/createWorkersPact.ts';
import { unmetOf } from './workers/unmetOf.ts';

// That each golden event is understood by the workers whose rules deliver it: test/lib/eventCatalog/asyncApi.test.ts.
let pact: Pact;
beforeAll(() => {
  pact = createWorkersPact(readWiring(readTemplates()).consumers, readGoldenEvents());
});

test('the newest version says what the workers need of events: npx vitest run test/contracts --update', () => {
  expectNewest('workers', pact);
});

test('versions are added and never changed, and retired by a deployment that is named', () => {
  expect(ledgerFaults('workers')).toEqual([]);
});

test.each(keptVersions('workers'))(
  'the schemas of events promise what version $version needs',
  ({ pact: kept }) => {
    expect(unmetOf(eventCatalog, kept)).toEqual([]);
  },
);

/** The contract of the worker that takes the units of an order. */
const allocation = (): Pact => ({
  ...pact,
  interactions: pact.interactions.filter(({ description }) => description.startsWith('allocateOrderStock')),
});

test('a contract has what the worker needs, and nothing else', () => {
  const [interaction] = allocation().interactions;
  expect(interaction).toMatchObject({ description: 'allocateOrderStock takes ORDER_CREATED_EVENT' });
  // Of the event’s other fields, such as `status` and `updatedOn`, it reads none.
  expect(Object.keys((interaction as any).matchingRules.body)).toEqual([
    '$.detail.eventName',
    '$.detail.applied',
    '$.detail.eventData.orderId.S',
    '$.detail.eventData.userId.S',
    '$.detail.eventData.lines.L',
    '$.detail.eventData.lines.L[*].M.sku.S',
    '$.detail.eventData.lines.L[*].M.units.N',
    '$.detail.eventData.lines.L[*].M.priceCents.N',
    '$.detail.eventData.amountCents.N',
  ]);
});

describe('it is broken by an event', () => {
  const { data } = eventCatalog.get('ORDER_CREATED_EVENT')!;
  // An object, as all events of orders.
  const { shape } = data as z.ZodObject<Record<string, z.ZodType>>;
  const { amountCents, ...others } = shape;

  test.each<[string, z.ZodType, string]>([
    ['whose field is gone', z.object(others), 'amountCents.N'],
    ['whose field has another name', z.object({ ...others, amount: amountCents! }), 'amountCents.N'],
    ['whose field has another type', z.object({ ...others, amountCents: z.string() }), 'amountCents.N'],
    [
      'whose field may be left out',
      z.object({ ...shape, amountCents: amountCents!.optional() }),
      'amountCents.N',
    ],
    ['of which one kind has no such field', z.union([z.object(shape), z.object(others)]), 'amountCents.N'],
    [
      'whose list has other items',
      z.object({ ...shape, lines: z.array(z.object({ sku: z.string(), units: z.int() })) }),
      'lines.L[*].M.priceCents.N',
    ],
  ])('%s', (_, changed, path) => {
    expect(unmetOf(new Map([['ORDER_CREATED_EVENT', { data: changed }]]), allocation())).toEqual([
      `allocateOrderStock takes ORDER_CREATED_EVENT: nobody promises ${path}`,
    ]);
  });

  test('that has another name', () => {
    expect(unmetOf(new Map(), allocation())).toEqual([
      'allocateOrderStock takes ORDER_CREATED_EVENT: there is no such event',
    ]);
  });

  test('but not by one with a field more', () => {
    const more = z.object({ ...shape, colour: z.string() });
    expect(unmetOf(new Map([['ORDER_CREATED_EVENT', { data: more }]]), allocation())).toEqual([]);
  });
});

test('a schema does not take an event with a field that it does not name, so that no field goes unseen', () => {
  const { data } = eventCatalog.get('SKU_RESTOCKED_EVENT')!;
  const event = { sku: 'lamp', lotId: 'lot-1', units: 1, updatedOn: '2027-01-20T10:00:00.000Z' };
  expect(data.safeParse(event).success).toBe(true);
  expect(data.safeParse({ ...event, email: 'a@b.example' }).success).toBe(false);
});
