import { expect, test } from 'vitest';
import { handlers, startApi } from './startApi.ts';

const schema = `
  type Query { box: Box, must: Box!, node: Node, nodes: [Node] }
  type Box { name: String!, list: [String!], inner: Inner!, status: Status, int: Int, float: Float, text: String, ints: [Int], on: AWSDate, other: Inner }
  type Inner { id: ID!, note: String }
  enum Status { ON OFF }
  interface Node { id: ID! }
  type Leaf implements Node { id: ID!, name: String }
`;
const answering = (value: string, query: string) =>
  startApi({
    schema,
    resolvers: {
      'Query.box': handlers(value),
      'Query.must': handlers(value),
      'Query.node': handlers(value),
      'Query.nodes': handlers(value),
    },
  }).run(query);

test('a null in a non-null field makes the nearest nullable value null, with graphql-java’s message', async () => {
  expect(await answering('{}', '{ box { name } }')).toEqual({
    data: { box: null },
    errors: [
      {
        path: ['box', 'name'],
        locations: null,
        message: "Cannot return null for non-nullable type: 'String' within parent 'Box' (/box/name)",
      },
    ],
  });
});

test.each([
  [
    '{ list: ["a", null] }',
    '{ box { list } }',
    { box: { list: null } },
    "type: 'String' within parent 'Box' (/box/list[1])",
  ],
  [
    '{ inner: {} }',
    '{ box { inner { id } } }',
    { box: null },
    "type: 'ID' within parent 'Inner' (/box/inner/id)",
  ],
  ['null', '{ must { text } }', null, "type: 'Box' within parent 'Query' (/must)"],
])('%s asked %s is %j', async (value, query, data, message) => {
  const result = await answering(value, query);

  expect(result.data).toEqual(data);
  expect(result.errors).toHaveLength(1);
  expect(result.errors![0]!.message).toBe(`Cannot return null for non-nullable ${message}`);
});

test('every value that does not fit is reported, even if one of them already makes the object null', async () => {
  const { data, errors } = await answering('{}', '{ box { name inner { id } int } }');

  expect(data).toEqual({ box: null });
  expect(errors?.map(({ path }) => path)).toEqual([
    ['box', 'name'],
    ['box', 'inner'],
  ]);
});

test('a resolver’s error on a field that must not be null is the only error', async () => {
  const { run } = startApi({ schema, resolvers: { 'Query.must': handlers('1', "util.error('no')") } });

  expect(await run('{ must { text } }')).toMatchObject({
    data: null,
    errors: [{ message: 'no', path: ['must'] }],
  });
});

test('numbers and texts are read as each other where they can be', async () => {
  expect(await answering('{ int: "12", float: 3, text: 5 }', '{ box { int float text } }')).toEqual({
    data: { box: { int: 12, float: 3, text: '5' } },
  });
});

test.each([
  [
    '{ status: "X" }',
    '{ box { status } }',
    "Can't serialize value (/box/status) : Invalid input for Enum 'Status'.",
  ],
  [
    '{ int: 1.5 }',
    '{ box { int } }',
    "Can't serialize value (/box/int) : Expected type 'Int' but was 'Double'.",
  ],
  [
    '{ int: "x" }',
    '{ box { int } }',
    "Can't serialize value (/box/int) : Expected type 'Int' but was 'String'.",
  ],
  [
    '{ on: "2020" }',
    '{ box { on } }',
    "Can't serialize value (/box/on) : Unable to serialize `2020` as a valid date Object.",
  ],
  [
    '{ ints: {} }',
    '{ box { ints } }',
    "Can't resolve value (/box/ints) : type mismatch error, expected type LIST, got OBJECT",
  ],
  [
    '{ other: [] }',
    '{ box { other { id } } }',
    "Can't resolve value (/box/other) : type mismatch error, expected type OBJECT, got LIST",
  ],
])('%s does not fit: %s', async (value, query, message) => {
  const { data, errors } = await answering(value, query);

  expect(Object.values(data!.box as object)).toEqual([null]);
  expect(errors).toMatchObject([{ locations: null, message }]);
});

test('an object of an abstract type names its own', async () => {
  expect(
    await answering(
      '{ __typename: "Leaf", id: 1, name: "n" }',
      '{ node { __typename id ... on Leaf { name } } }',
    ),
  ).toEqual({
    data: { node: { __typename: 'Leaf', id: '1', name: 'n' } },
  });
  expect(await answering('[{ id: 1 }]', '{ nodes { id } }')).toMatchObject({
    data: { nodes: [null] },
    errors: [
      {
        path: ['nodes', 0],
        message: expect.stringContaining("Abstract type 'Node' must resolve to an Object type"),
      },
    ],
  });
});

test('aliases, fragments and directives select', async () => {
  const query =
    'query($no: Boolean!) { a: box { ...f text @skip(if: $no) int @include(if: $no) } } fragment f on Box { i: inner { id } ... { inner { note } } i: inner { note } }';
  const { run } = startApi({
    schema,
    resolvers: { 'Query.box': handlers('{ inner: { id: 1, note: "n" }, text: "t", int: 1 }') },
  });

  expect(await run(query, { no: true })).toEqual({
    data: { a: { i: { id: '1', note: 'n' }, inner: { note: 'n' }, int: 1 } },
  });
  expect(await run(query, { no: false })).toEqual({
    data: { a: { i: { id: '1', note: 'n' }, inner: { note: 'n' }, text: 't' } },
  });
});

test('a fragment that is spread again is read once', async () => {
  const spreads = Array.from({ length: 30 }, (_, n) => `fragment f${n} on Box { ...f${n + 1} ...f${n + 1} }`);
  const query = `{ box { ...f0 } } ${spreads.join(' ')} fragment f30 on Box { text }`;

  expect(await answering('{ text: "t" }', query)).toEqual({ data: { box: { text: 't' } } });
});
