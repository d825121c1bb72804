import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { expect, test } from 'vitest';
import { startApi } from '../startApi.ts';

const schema = `
  type Query { thing(id: ID!, n: Int, status: Status, input: Input, json: AWSJSON): Thing, plain: String }
  type Thing { id: ID!, child: Thing }
  type Subscription { onThing: Thing }
  enum Status { ON OFF }
  input Input { id: ID!, status: Status }
`;
const { run } = startApi({ schema });

test.each([
  ['{ bad }', "FieldUndefined: Field 'bad' in type 'Query' is undefined @ 'bad'"],
  [
    '{ thing(id: 1) { child { bad } } }',
    "FieldUndefined: Field 'bad' in type 'Thing' is undefined @ 'thing/child/bad'",
  ],
  [
    '{ thing(id: 1, n: "x") { id } }',
    "WrongType: argument 'n' with value 'StringValue{value='x'}' is not a valid 'Int' @ 'thing'",
  ],
  [
    '{ thing(id: 1, json: "{") { id } }',
    "WrongType: argument 'json' with value 'StringValue{value='{'}' is not a valid 'AWSJSON' @ 'thing'",
  ],
  [
    '{ thing(id: null) { id } }',
    "WrongType: argument 'id' with value 'NullValue{}' must not be null @ 'thing'",
  ],
  [
    '{ thing(id: 1, input: {status: ON}) { id } }',
    "WrongType: argument 'input' with value 'ObjectValue{objectFields=[ObjectField{name='status', value=EnumValue{name='ON'}}]}' is missing required fields '[id]' @ 'thing'",
  ],
  [
    '{ thing(id: 1, input: {id: 1, foo: [true, 1.5, null]}) { id } }',
    "WrongType: argument 'input' with value 'ObjectValue{objectFields=[ObjectField{name='id', value=IntValue{value=1}}, ObjectField{name='foo', value=ArrayValue{values=[BooleanValue{value=true}, FloatValue{value=1.5}, NullValue{}]}}]}' contains a field not in 'Input': 'foo' @ 'thing'",
  ],
  [
    '{ thing(id: 1, input: {id: 1, status: X}) { id } }',
    "WrongType: argument 'input.status' with value 'EnumValue{name='X'}' is not a valid 'Status' @ 'thing'",
  ],
  ['{ thing { id } }', "MissingFieldArgument: Missing field argument id @ 'thing'"],
  ['{ thing(id: 1, x: 1) { id } }', "UnknownArgument: Unknown field argument x @ 'thing'"],
  ['query($v: Foo) { thing(id: 1, n: $v) { id } }', 'UnknownType: Unknown type Foo'],
  [
    '{ thing(id: 1) }',
    "SubSelectionRequired: Sub selection required for type Thing of field thing @ 'thing'",
  ],
  [
    '{ thing(id: 1) { id { x } } }',
    "SubSelectionNotAllowed: Sub selection not allowed on leaf type ID of field id @ 'thing/id'",
  ],
  ['{ thing(id: 1) { ...f } }', "UndefinedFragment: Undefined fragment f @ 'thing'"],
  ['{ plain } fragment f on Thing { id }', 'UnusedFragment: Unused fragment f'],
  ['{ thing(id: $v) { id } }', "UndefinedVariable: Undefined variable v @ 'thing'"],
  [
    'query($v: String) { thing(id: $v) { id } }',
    "VariableTypeMismatch: Variable type 'String' doesn't match expected type 'ID!' @ 'thing'",
  ],
  [
    'query A { plain } query A { plain }',
    "DuplicateOperationName: There can be only one operation named 'A'",
  ],
])('%s is answered with %s', async (query, message) => {
  const name = query.startsWith('query A') ? { operationName: 'A' } : {};
  const { data, errors } = await run(query, undefined, name);

  expect(data).toBeNull();
  expect(errors).toContainEqual({
    path: null,
    locations: [expect.anything()],
    message: `Validation error of type ${message}`,
  });
});

test('a validation error has its place in the document', async () => {
  expect((await run('{\n  bad\n}')).errors![0]!.locations).toEqual([
    { line: 2, column: 3, sourceName: null },
  ]);
});

test('a message repeats only a part of a long name, and of the long names around it', async () => {
  const long = 'z'.repeat(100_000);
  const { errors } = await run(`{ a${long} ${`${long}: thing(id: 1) { b }`} }`);

  expect(errors!.length).toBeGreaterThan(0);
  for (const { message } of errors!) expect(message.length).toBeLessThan(10_100);
});

test('a document with too many fields of one name is refused', async () => {
  const { errors } = await run(`{ ${'plain '.repeat(3700)} }`);

  expect(errors).toMatchObject([
    {
      message:
        'Validation error of type ValidationLimitReached: The document takes too many steps to validate.',
    },
  ]);
});

test.each([
  ['possibleTypes', '__schema { types {', 'possibleTypes { interfaces {'],
  ['fields', '__type(name: "Thing") {', 'fields { type {'],
])('introspection that goes around in circles by %s is refused', async (_, start, circle) => {
  const levels = 12;
  const query = `{ ${start} ${circle.repeat(levels)} name ${'} }'.repeat(levels)} ${'}'.repeat(start.split('{').length - 1)} }`;

  expect((await run(query)).errors).toMatchObject([
    {
      message: expect.stringContaining(
        'Validation error of type BadFaithIntrospection: This request is not asking for introspection in good faith',
      ),
    },
  ]);
});

test('introspection in good faith is answered', async () => {
  const { data, errors } = await run(
    getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }),
  );

  expect(errors).toBeUndefined();
  expect(buildClientSchema(data as unknown as IntrospectionQuery).getType('Thing')).toBeDefined();
});
