import { describe, expect, test } from 'vitest';
import { repeat } from './shapes.ts';
import { handlers, startApi } from './startApi.ts';

/** Names that every object of JavaScript inherits something for. */
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];
/** Those that a schema may use as well. */
const declarable = inherited.filter((name) => !name.startsWith('__'));

const declared = (type: string) => repeat(declarable.length, (at) => `${declarable[at]}: ${type}`);
const { run } = startApi({
  schema: `
    type Query { word: String, self: Query, find(text: String, ${declared('String')}, input: In): AWSJSON, things: [Thing], put(input: In): Thing }
    type Mutation { word: String, thing: Thing }
    type Thing { id: ID, ${declared('String')} }
    input In { ${declared('String')} }
  `,
  resolvers: {
    'Query.word': handlers('"word"'),
    'Query.self': handlers('{}'),
    'Query.find': handlers('ctx.args'),
    'Query.things': handlers('[{ id: 1 }]'),
    'Mutation.word': handlers('"word"'),
    'Mutation.thing': handlers('null', "util.error('no', 'No', { id: 1 })"),
  },
});
const parsed = (value: unknown): unknown => JSON.parse(String(value));
const namesOf = (value: unknown) => Object.keys(value as object);

describe.each(inherited)('the name %s', (name) => {
  test.each([
    ['a query', `{ ${name}: word }`],
    ['a mutation', `mutation { ${name}: word }`],
    ['introspection', `{ ${name}: __typename }`],
  ])('is an alias in the answer to %s', async (_, query) => {
    expect(JSON.stringify((await run(query)).data)).toMatch(new RegExp(`^{"${name}":"(word|Query)"}$`));
  });

  test('is an alias in nested objects, and in the data of errors', async () => {
    const { data } = await run(`{ self { ${name}: word } things { ${name}: id } }`);
    expect(JSON.stringify(data)).toBe(`{"self":{"${name}":"word"},"things":[{"${name}":"1"}]}`);

    const { errors } = await run(`mutation { thing { ${name}: id } }`);
    expect(JSON.stringify(errors![0]!.data)).toBe(`{"${name}":1}`);
  });

  test('is a variable, with and without a value', async () => {
    const query = `query ($${name}: String) { find(text: $${name}) }`;
    const given = JSON.parse(`{"${name}":"mine"}`) as Record<string, unknown>;

    expect(parsed((await run(query, given)).data!.find)).toEqual({ text: 'mine' });
    expect(parsed((await run(query, {})).data!.find)).toEqual({ text: null });
    expect((await run(query, {})).errors).toBeUndefined();
  });

  test('is a variable of @include', async () => {
    const query = `query ($${name}: Boolean! = false) { word @include(if: $${name}) }`;

    expect((await run(query)).data).toEqual({});
  });

  test('is an operation and a fragment', async () => {
    const query = `query ${name} { ...${name} } query other { self { word } } fragment ${name} on Query { word }`;

    expect((await run(query, {}, { operationName: name })).data).toEqual({ word: 'word' });
    await expect(run(query, {}, { operationName: `${name}2` })).rejects.toMatchObject({
      message: `Unknown operation named '${name}2'.`,
    });
  });

  test('is undefined where the schema and the document do not define it', async () => {
    const other = `${name}x`;
    const messages = async (query: string) => (await run(query)).errors?.map(({ message }) => message);

    expect(await messages(`{ self { ${name.startsWith('__') ? name : other} } }`)).toEqual([
      expect.stringContaining('FieldUndefined'),
    ]);
    expect(await messages(`{ ...${name} }`)).toEqual([expect.stringContaining('UndefinedFragment')]);
    expect(await messages(`{ find(text: $${name}) }`)).toEqual([
      expect.stringContaining('UndefinedVariable'),
    ]);
    expect(await messages(`{ word @${name} }`)).toEqual([expect.stringContaining('UnknownDirective')]);
    expect(await messages(`query ($v: ${name}) { find(text: $v) }`)).toEqual([
      expect.stringContaining('UnknownType'),
    ]);
  });

  test('is no field of an input that does not define it', async () => {
    const input = JSON.parse(`{"input":{"${name}x":"a"}}`) as Record<string, unknown>;
    const proto = JSON.parse('{"input":{"__proto__":{"toString":"a"}}}') as Record<string, unknown>;
    const query = 'query ($input: In) { find(input: $input) }';

    expect((await run(query, input)).errors![0]!.message).toContain(
      `field name '${name}x' that is not defined`,
    );
    expect((await run(query, proto)).errors![0]!.message).toContain(
      "field name '__proto__' that is not defined",
    );
  });
});

describe.each(declarable)('the name %s', (name) => {
  test('is an argument and a field of an input', async () => {
    const find = async (args: string, variables?: Record<string, unknown>) =>
      parsed(
        (
          await run(
            `query ($v: String, $input: In) { find(text: $v, ${args}) other: find(input: $input) }`,
            variables,
          )
        ).data!.find,
      );

    expect(await find(`${name}: "a"`)).toEqual({ text: null, [name]: 'a' });
    expect(await find(`input: { ${name}: "a" }`)).toEqual({ text: null, input: { [name]: 'a' } });
    expect(await find('input: $input', { input: { [name]: 'a' } })).toEqual({
      text: null,
      input: { [name]: 'a' },
    });
    expect(namesOf(await find('input: $input', { input: {} }))).toEqual(['text', 'input']);
  });

  test('is a field, which an object without that member does not have', async () => {
    expect(await run(`{ things { ${name} } }`)).toEqual({ data: { things: [{ [name]: null }] } });
  });
});
