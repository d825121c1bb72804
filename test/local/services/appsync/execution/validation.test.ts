import { expect, test } from 'vitest';
import { AwsError } from '../../../../../local/platform/AwsError.ts';
import { handlers, startApi } from './startApi.ts';

const schema = `
  type Query { thing(id: ID!, n: Int, status: Status, input: Input, json: AWSJSON): Thing, plain: String }
  type Thing { id: ID!, child: Thing }
  type Subscription { onThing: Thing }
  enum Status { ON OFF }
  input Input { id: ID!, status: Status }
`;
const { run } = startApi({ schema });
const messagesOf = async (query: string, variables?: Record<string, unknown>) =>
  (await run(query, variables)).errors?.map(({ message }) => message);

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
  ['{ plain', undefined, 'MalformedHttpRequestException', 'Unable to parse GraphQL query.'],
  ['', undefined, 'MalformedHttpRequestException', 'Unable to parse GraphQL query.'],
  ['query A { plain } query B { plain }', undefined, 'BadRequestException', 'Missing operation name.'],
  ['query A { plain }', 'C', 'BadRequestException', "Unknown operation named 'C'."],
  [
    'subscription { onThing { id } }',
    undefined,
    'BadRequestException',
    'Subscriptions over MQTT is not supported.',
  ],
])('%s is refused as a request', async (query, operationName, code, message) => {
  const refused = run(query, undefined, { operationName: operationName ?? null });

  await expect(refused).rejects.toMatchObject({ code, message, status: 400 });
  await expect(refused).rejects.toBeInstanceOf(AwsError);
});

test('a document of more than 15,000 tokens is refused', async () => {
  await expect(run(`{ ${'plain '.repeat(15_000)} }`)).rejects.toMatchObject({
    message: 'Unable to parse GraphQL query.',
  });
});

test('an API without a schema refuses everything', async () => {
  const { run } = startApi({ schema, api: { schema: undefined } });

  await expect(run('{ plain }')).rejects.toMatchObject({ code: 'GraphQLSchemaException', status: 502 });
});

test('introspection answers, unless it is turned off', async () => {
  const query = '{ __schema { queryType { name } } __type(name: "Status") { enumValues { name } } }';
  const closed = startApi({ schema, api: { introspection: false } });

  expect((await run(query)).data).toEqual({
    __schema: { queryType: { name: 'Query' } },
    __type: { enumValues: [{ name: 'ON' }, { name: 'OFF' }] },
  });
  expect((await closed.run(query)).errors?.map(({ message }) => message)).toEqual([
    "Validation error of type FieldUndefined: Field '__schema' in type 'Query' is undefined @ '__schema'",
    "Validation error of type FieldUndefined: Field '__type' in type 'Query' is undefined @ '__type'",
  ]);
});

test('a document is validated against the schema that is there now', async () => {
  const { run, api } = startApi({ schema });
  const { schema: other } = startApi({ schema: 'type Query { other: String }' }).api;

  expect(await messagesOf('{ plain }')).toBeUndefined();
  api.schema = other;
  expect((await run('{ plain }')).errors).toHaveLength(1);
});
