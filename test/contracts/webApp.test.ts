import { buildSchema } from 'graphql';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectFresh } from '../support/expectFresh.ts';
import { breachesOf, contractOf, type Contract } from './contract.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const sdl = read('appsync.graphql') + read('schema.graphql');
const schema = buildSchema(sdl);

const documents = Object.fromEntries(
  globSync('dashboard/**/*.graphql', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => [path, read(path)]),
);
const FILE = 'test/contracts/webApp.json';

test('the contract has what the web app asks: npx vitest run test/contracts --update', async () => {
  expect(Object.keys(documents).length).toBeGreaterThan(3);
  const text = `${JSON.stringify(contractOf(schema, documents), null, 2)}\n`;
  await expectFresh(FILE, text, 'npx vitest run test/contracts --update');
});

/** As it was agreed: pages that people have open were made with it. */
const contract = () => JSON.parse(read(FILE)) as Contract;

test('the API keeps it', () => {
  expect(breachesOf(schema, contract())).toEqual([]);
});

/** The schema with a text of it changed. */
const changed = (from: string | RegExp, to: string) => {
  expect(sdl).toMatch(from);
  return buildSchema(sdl.replace(from, to));
};

const asked = contractOf(schema, {
  'page.graphql': `query Follow($id: ID!) { order(orderId: $id) { orderId status amount } }
    query Orders($limit: Int) { listOrders(pagination: { limit: $limit }) { items { orderId } } }`,
});

test.each<[string, string | RegExp, string, string]>([
  [
    'a field that is gone',
    /(type Order (?:@\w+ ?)*\{[^}]*?)\n  status: OrderStatus!/,
    '$1',
    'Cannot query field "status"',
  ],
  [
    'a field that may be null now',
    /(type Order (?:@\w+ ?)*\{[^}]*?)\n  status: OrderStatus!/,
    '$1\n  status: OrderStatus',
    'Order.status is OrderStatus',
  ],
  [
    'a field of another type',
    /(type Order (?:@\w+ ?)*\{[^}]*?)\n  amount: Float!?/,
    '$1\n  amount: String!',
    'Order.amount is String!',
  ],
  [
    'an argument that is required now',
    /order\(orderId: ID!\)/,
    'order(orderId: ID!, reason: String!)',
    'argument "reason"',
  ],
  [
    'an input that may not be left out any more',
    /(input Pagination \{[^}]*?)\n  limit: Int\b/,
    '$1\n  limit: Int!',
    'limit',
  ],
])('%s is a breach', (_, from, to, breach) => {
  expect(breachesOf(changed(from, to), asked).join('\n')).toContain(breach);
});

test('a field more, and one that is never null any more, are none', () => {
  const schemaWithMore = changed(/(type Order (?:@\w+ ?)*\{)/, '$1\n  colour: String');
  expect(breachesOf(schemaWithMore, asked)).toEqual([]);
});
