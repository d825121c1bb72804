import { describe, expect, test } from 'vitest';
import { AwsError } from '../../../../../local/platform/AwsError.ts';
import {
  createDocumentCache,
  type FindDocument,
} from '../../../../../local/services/appsync/execution/createDocumentCache.ts';
import { startApi } from './startApi.ts';

const schema = `
  type Query { plain: String }
  type Thing { id: ID! }
  type Subscription { onThing: Thing }
  enum Status { ON OFF }
`;
const { run } = startApi({ schema });
const messagesOf = async (query: string, variables?: Record<string, unknown>) =>
  (await run(query, variables)).errors?.map(({ message }) => message);

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

describe('documents are remembered', () => {
  const findIn = (find: FindDocument, query: string) => find(startApi({ schema }).api, query);
  const noTurn = async () => Promise.resolve();

  test('by bytes: the one that was used longest ago is forgotten first', async () => {
    const find = createDocumentCache(noTurn);
    const { api } = startApi({ schema });
    const documents = Array.from({ length: 120 }, (_, at) => `{ a${at}: plain ${'plain '.repeat(450)} }`);
    const first = await find(api, documents[0]!);
    const second = await find(api, documents[1]!);
    for (const query of documents) {
      await find(api, query);
      await find(api, documents[0]!);
    }

    expect(await find(api, documents[0]!)).toBe(first);
    expect(await find(api, documents[1]!)).not.toBe(second);
  });

  test('unless they are large', async () => {
    const find = createDocumentCache(noTurn);
    const { api } = startApi({ schema });
    for (const query of [`{ ${'plain '.repeat(3500)} }`, `{ plain } #${' '.repeat(1_048_000)}`])
      expect(await find(api, query)).not.toBe(await find(api, query));
  });

  test('for as long as their schema', async () => {
    const find = createDocumentCache(noTurn);

    expect(await findIn(find, '{ plain }')).not.toBe(await findIn(find, '{ plain }'));
  });
});
