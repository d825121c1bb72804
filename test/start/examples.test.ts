import { parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createSchema } from '../../local/services/appsync/execution/createSchema.ts';
import { examples } from '../../start/examples.ts';
import { users } from '../../start/seed.ts';
import { goods, stores } from '../../start/shop.ts';

// With AWS's scalars, which refuse a time where a date belongs.
const schema = createSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));

const named = examples.map(({ name, query }) => [name, query] as const);

test.each(named)('AppSync would take every field and value of: %s', (_name, example) => {
  expect(validate(schema, parse(example)).map(({ message }) => message)).toEqual([]);
});

test.each(named)('who opens it reads first what it is for: %s', (_name, example) => {
  expect(example).toMatch(/^# [A-Z]/);
});

test('each example begins as somebody who is seeded, under a name of its own', () => {
  const seeded = users.map(({ username }) => username);
  for (const { username } of examples) expect(seeded).toContain(username);
  expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
});

test('what the examples order is offered and in stock', () => {
  const ordered = [
    ...examples
      .map(({ query }) => query)
      .join()
      .matchAll(/sku: "([^"]+)"/g),
  ].map(([, sku]) => sku);
  const offered = stores.flatMap(({ products }) => products.map(({ sku }) => sku));
  expect(ordered.length).toBeGreaterThan(0);
  expect(offered).toEqual(expect.arrayContaining(ordered));
  expect(goods.map(({ sku }) => sku)).toEqual(expect.arrayContaining(ordered));
});
