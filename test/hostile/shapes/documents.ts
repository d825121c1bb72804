import type { Chance } from '../Chance.ts';
import type { Shape } from '../Attack.ts';
import { many } from './fragments.ts';
import { graphqlRequest } from './graphqlRequest.ts';
import { hostileText, hostileValue, strangeName } from './values.ts';

const around = (depth: number, [open, close]: readonly [string, string], inside = '1') =>
  `${open.repeat(depth)}${inside}${close.repeat(depth)}`;

/** Literals within literals, and lists as long as a request. */
export const literals: Shape = {
  name: 'literals',
  weight: 3,
  generate: (chance, known) =>
    graphqlRequest(chance, known, { query: `{ getBuilding(id: ${chance.pick(values)(chance)}) { id } }` }),
};

const values: readonly ((chance: Chance) => string)[] = [
  (chance) => around(chance.size(15_000), ['[', ']']),
  (chance) => around(chance.size(15_000), ['{a:', '}']),
  (chance) => around(chance.size(15_000), ['[', ''], ''),
  (chance) => `[${many(chance.size(15_000), (at) => `${at}`)}]`,
  (chance) => `{${many(chance.size(7000), (at) => `a${at}: 1`)}}`,
  (chance) => `{${many(chance.size(7000), () => 'a: 1')}}`,
  (chance) => '9'.repeat(chance.size(100_000)),
  (chance) => `1e${'9'.repeat(chance.size(1000))}`,
  (chance) => `"${'\\u0041'.repeat(chance.size(50_000))}"`,
  (chance) => `"""${'\\"""'.repeat(chance.size(50_000))}"""`,
  (chance) => `"""${'\n '.repeat(chance.size(50_000))}"""`,
  (chance) => `"${'\\ud800'.repeat(chance.size(10))}"`,
  (chance) => `${JSON.stringify(hostileText(chance))}`,
  () => '$undefined',
  () => 'NaN',
];

/** Variables: deep, huge, too many, of another type, and names that objects have. */
export const variables: Shape = {
  name: 'variables',
  weight: 4,
  generate: (chance, known) => graphqlRequest(chance, known, chance.pick(operations)(chance)),
};

const ORDER = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id } }';
const PAGE = 'query ($p: Pagination) { listBuildings(pagination: $p) { items { id } } }';

const operations: readonly ((chance: Chance) => object)[] = [
  (chance) => ({ query: ORDER, variables: { input: hostileValue(chance) } }),
  (chance) => ({
    query: ORDER,
    variables: { input: { orderId: hostileValue(chance), lines: hostileValue(chance) } },
  }),
  (chance) => ({ query: PAGE, variables: { p: hostileValue(chance) } }),
  (chance) => ({
    query: PAGE,
    variables: { p: { limit: hostileValue(chance), nextToken: hostileText(chance) } },
  }),
  (chance) => ({ query: PAGE, variables: hostileValue(chance) }),
  (chance) => ({ query: PAGE, variables: { [strangeName(chance)]: hostileValue(chance) } }),
  (chance) => ({
    query: 'query ($id: ID!) { getBuilding(id: $id) { id } }',
    variables: { id: hostileValue(chance) },
  }),
  (chance) => ({
    query: `query (${many(chance.size(4000), (at) => `$v${at}: ID`)}) { __typename }`,
    variables: Object.fromEntries(Array.from({ length: chance.size(4000) }, (_, at) => [`v${at}`, at])),
  }),
  (chance) => ({
    query: `query ($v: ID = ${around(chance.size(7000), ['[', ']'])}) { getBuilding(id: $v) { id } }`,
  }),
  (chance) => ({ query: `query ($v: [[[[Int]]]]) { __typename }`, variables: { v: hostileValue(chance) } }),
  (chance) => ({
    query: `query ($${strangeName(chance)}: ID!) { getBuilding(id: $${strangeName(chance)}) { id } }`,
    variables: { id: '1' },
  }),
];

/** Directives, many on one field, unknown ones, and those of the schema itself. */
export const directives: Shape = {
  name: 'directives',
  weight: 1.5,
  generate: (chance, known) => graphqlRequest(chance, known, { query: chance.pick(directed)(chance) }),
};

const directed: readonly ((chance: Chance) => string)[] = [
  (chance) => `{ __typename ${many(chance.size(7000), () => '@include(if: true)')} }`,
  (chance) => `{ __typename ${many(chance.size(7000), (at) => `@unknown${at}`)} }`,
  (chance) => `query q ${many(chance.size(5000), () => '@aws_iam')} { __typename }`,
  (chance) =>
    `query ($v: ID ${many(chance.size(5000), () => '@skip(if: true)')}) { getBuilding(id: $v) { id } }`,
  (chance) => `{ ... ${many(chance.size(3000), (at) => `@skip(if: ${at % 2 === 0})`)} { __typename } }`,
  (chance) =>
    `{ ...f ${many(chance.size(3000), () => '@include(if: false)')} } fragment f on Query @skip(if: true) { __typename }`,
  (chance) => `{ __typename @${strangeName(chance)}(${strangeName(chance)}: 1) }`,
  (chance) => `{ __typename @include(if: ${around(chance.size(7000), ['[', ']'])}) }`,
  (chance) =>
    `{ listBuildings @aws_cognito_user_pools(cognito_groups: [${many(chance.size(5000), () => '"Admins"')}]) { items { id } } }`,
];

/** What is not one operation: batches, many operations in a document, no operation, and no text at all. */
export const batches: Shape = {
  name: 'batches',
  weight: 4,
  generate: (chance, known) => graphqlRequest(chance, known, chance.pick(bodies)(chance)),
};

const bodies: readonly ((chance: Chance) => unknown)[] = [
  (chance) => Array(chance.size(5000)).fill({ query: '{ __typename }' }),
  (chance) => hostileValue(chance),
  (chance) => ({ query: hostileValue(chance) }),
  (chance) => ({ query: hostileText(chance) }),
  (chance) => ({
    query: many(chance.size(4000), (at) => `query q${at} { __typename }`),
    operationName: 'q1',
  }),
  (chance) => ({ query: many(chance.size(4000), () => 'query q { __typename }'), operationName: 'q' }),
  (chance) => ({ query: 'query q { __typename }', operationName: hostileValue(chance) }),
  (chance) => ({ query: `query ${strangeName(chance)} { __typename }`, operationName: strangeName(chance) }),
  (chance) => ({ query: `{ __typename } ${'#\n,'.repeat(chance.size(150_000))}` }),
  (chance) => ({ query: `${'\ufeff'.repeat(chance.size(10_000))}{ __typename }` }),
  (chance) => ({
    query: `type Query { a: Int } ${many(chance.size(3000), (at) => `scalar S${at}`)} { __typename }`,
  }),
  (chance) => `{"query":"{ __typename }"${',"query":"{ __typename }"'.repeat(chance.size(10_000))}}`,
  (chance) => '['.repeat(chance.size(500_000)),
  (chance) => '{"query":'.repeat(chance.size(50_000)),
  (chance) => chance.bytes(chance.size(20_000)).toString('latin1'),
  (chance) => ({
    query: `subscription { ${many(chance.size(50), (at) => `a${at}: onStockLevel { sku }`)} }`,
  }),
  (chance) => ({
    query: '{ __typename }',
    extensions: hostileValue(chance),
    [strangeName(chance)]: hostileValue(chance),
  }),
];
