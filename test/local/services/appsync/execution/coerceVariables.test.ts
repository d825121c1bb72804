import { expect, test } from 'vitest';
import { handlers, startApi } from './startApi.ts';

const { run } = startApi({
  schema: `
    type Query { thing(id: ID!, n: Int, status: Status, input: Input): Thing }
    type Thing { id: ID! }
    enum Status { ON OFF }
    input Input { id: ID!, status: Status }
  `,
});

test.each<[string, Record<string, unknown>, string]>([
  [
    'query($v: ID!) { thing(id: $v) { id } }',
    {},
    "Variable 'v' has coerced Null value for NonNull type 'ID!'",
  ],
  [
    'query($n: Int) { thing(id: 1, n: $n) { id } }',
    { n: 'abc' },
    "Variable 'n' has an invalid value. Expected type 'Int' but was 'String'.",
  ],
  [
    'query($n: Int) { thing(id: 1, n: $n) { id } }',
    { n: 2 ** 31 },
    "Variable 'n' has an invalid value. Expected type 'Int' but was 'Integer'.",
  ],
  [
    'query($i: Input) { thing(id: 1, input: $i) { id } }',
    { i: {} },
    "Variable 'id' has coerced Null value for NonNull type 'ID!'",
  ],
  [
    'query($i: Input) { thing(id: 1, input: $i) { id } }',
    { i: 3 },
    "Variable 'i' has an invalid value. Expected type 'Map' but was 'Integer'.",
  ],
  [
    'query($i: Input) { thing(id: 1, input: $i) { id } }',
    { i: { id: 1, zz: 1 } },
    "The variables input contains a field name 'zz' that is not defined for input object type 'Input' ",
  ],
  [
    'query($s: Status) { thing(id: 1, status: $s) { id } }',
    { s: 'X' },
    "Variable 's' has an invalid value. Invalid input for Enum 'Status'. No value found for name 'X'.",
  ],
])('%s with %j is answered with %s', async (query, variables, message) => {
  expect(await run(query, variables)).toEqual({
    data: null,
    errors: [{ path: null, locations: [expect.anything()], message }],
  });
});

test.each([
  ['Int', '12', '[12]'],
  ['Float', '1.5', '[1.5]'],
  ['String', 5, '["5"]'],
  ['Boolean', 'true', '[true]'],
  ['ID', 5, '["5"]'],
])('a variable of the type %s may be given as %j', async (type, value, seen) => {
  const { run } = startApi({
    schema: `type Query { seen(it: ${type}): AWSJSON }`,
    resolvers: { 'Query.seen': handlers('[ctx.args.it]') },
  });

  expect((await run(`query($it: ${type}) { seen(it: $it) }`, { it: value })).data).toEqual({ seen });
});

test.each([
  ['an object whose text is a trap', { toString: 1, valueOf: 1 }, 'LinkedHashMap'],
  ['a list', ['ON'], 'ArrayList'],
  ['a long text', 'x'.repeat(500_000), `${'x'.repeat(10_000)}…`],
])('an enum is not %s', async (_, value, shown) => {
  const { errors } = await run('query($s: Status) { thing(id: 1, status: $s) { id } }', { s: value });

  expect(errors).toMatchObject([
    {
      message: `Variable 's' has an invalid value. Invalid input for Enum 'Status'. No value found for name '${shown}'.`,
    },
  ]);
});

test.each([
  ['an input', '{"and":['],
  ['a variable that nobody declared', '['],
  ['an object', '{"a":'],
])('variables that nest %s too deep are malformed', async (_, open) => {
  const close = [...open].reverse().map((each) => ({ '{': '}', '[': ']' })[each] ?? '');
  const text = `{"f":${open.repeat(20_000)}1${close.join('').repeat(20_000)}}`;
  // The parsed text is an object.
  const deep = run('{ thing(id: 1) { id } }', JSON.parse(text) as Record<string, unknown>);

  await expect(deep).rejects.toMatchObject({ code: 'MalformedHttpRequestException', status: 400 });
});
