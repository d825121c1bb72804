import { buildSchema, isInputObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MAX_PRICE_CENTS } from '../../../model/amounts.ts';
import { MAX_SERVICE_NAME_LENGTH } from '../../../model/bookings/kinds.ts';
import { isId, MAX_ID_LENGTH, MIN_NAME_LENGTH } from '../../../model/ids.ts';
import { MAX_LINES, MAX_UNITS } from '../../../model/orders/lines.ts';
import { bounds, columns, kinds } from '../../../start/load/kinds.ts';

const sdl = ['appsync.graphql', 'schema.graphql'].map((path) =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'),
);
const schema = buildSchema(sdl.join('\n'), { assumeValidSDL: true });

test('the limits are those of the model', () => {
  expect(bounds).toEqual({
    idLength: MAX_ID_LENGTH,
    nameLength: MIN_NAME_LENGTH,
    orderLines: MAX_LINES,
    units: MAX_UNITS,
    price: MAX_PRICE_CENTS / 100,
    serviceName: MAX_SERVICE_NAME_LENGTH,
    // As `resolvers/catalog` checks them.
    storeName: 100,
    productName: 100,
    description: 500,
  });
});

test('loader and model accept the same ids', () => {
  const id = kinds.booking.fields.shape.apartmentId;
  for (const text of ['a', 'A-z_0.:@', 'x'.repeat(64), '', 'x'.repeat(65), 'a#b', 'ä', 'a b', 'a\n'])
    expect([text, id.safeParse(text).success]).toEqual([text, isId(text)]);
});

describe.each(Object.entries(kinds))('%s', (kind, { fields, mutation, inputType }) => {
  const field = schema.getMutationType()!.getFields()[mutation];
  const input = schema.getType(inputType);
  const names = isInputObjectType(input) ? Object.keys(input.getFields()) : [];

  // The loader finds the store of a product by its name. Services are added one by one.
  const taken = names
    .filter((name) => kind !== 'product' || !['slotMinutes', 'capacity', 'timeZone'].includes(name))
    .map((name) => (name === 'storeId' ? 'store' : name));

  test('is the input of its mutation', () => {
    expect(String(field?.args[0]?.type)).toBe(`${inputType}!`);
    expect(Object.keys(fields.shape).sort()).toEqual(taken.sort());
  });

  test('has a column for each field', () => {
    expect(Object.keys(columns)).toEqual(
      expect.arrayContaining(taken.flatMap((name) => (name === 'lines' ? ['sku', 'units', 'price'] : name))),
    );
  });
});
