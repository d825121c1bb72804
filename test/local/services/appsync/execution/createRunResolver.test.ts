import { expect, test } from 'vitest';
import { handlers, startApi } from './startApi.ts';

const schema =
  'type Query { thing(id: ID): Thing, word(text: String): String } type Thing { id: ID!, name: String, sum: Int }';
const outer = (before: string, after = 'return ctx.prev.result;') => `
  import { util, runtime } from '@aws-appsync/utils';
  export function request(ctx) { ${before} }
  export function response(ctx) { ${after} }
`;

test('a unit resolver asks its data source and answers with its response', async () => {
  const { run } = startApi({
    schema,
    resolvers: { 'Query.thing': handlers('{ id: ctx.args.id }', '{ ...ctx.result, name: "n" }') },
  });

  expect(await run('{ thing(id: "a") { id name } }')).toEqual({ data: { thing: { id: 'a', name: 'n' } } });
});

test('a pipeline hands each function the value before it, and the stash to all', async () => {
  const add = `
    export function request(ctx) { ctx.stash.steps = ctx.stash.steps + 1; return { payload: ctx.prev.result.sum + 1 }; }
    export function response(ctx) { return { id: 'x', sum: ctx.result }; }`;
  const { run } = startApi({
    schema,
    resolvers: {
      'Query.thing': [
        outer(
          'ctx.stash.steps = 0; return { sum: 10 };',
          'return { ...ctx.prev.result, name: `${ctx.stash.steps}` };',
        ),
        add,
        add,
      ],
    },
  });

  expect(await run('{ thing { sum name } }')).toEqual({ data: { thing: { sum: 12, name: '2' } } });
});

test('util.error ends the pipeline: later functions and the response do not run', async () => {
  const { run } = startApi({
    schema,
    resolvers: {
      'Query.thing': [
        outer('return {};', "util.appendError('response ran');"),
        outer("util.error('no', 'Refused', { id: 'a', secret: 1 }, { why: 2 });"),
        outer("util.appendError('second ran'); return {};"),
      ],
    },
  });

  expect(await run('{\n  thing { id }\n}')).toEqual({
    data: { thing: null },
    errors: [
      {
        path: ['thing'],
        data: { id: 'a' },
        errorType: 'Refused',
        errorInfo: { why: 2 },
        locations: [{ line: 2, column: 3, sourceName: null }],
        message: 'no',
      },
    ],
  });
});

const word = (before: string, ...steps: string[]) =>
  startApi({
    schema,
    resolvers: { 'Query.word': [outer(before, 'return `after ${ctx.prev.result}`;'), ...steps] },
  }).run('{ word }');
const say = (text: string) => outer(`return { payload: '${text}' };`, 'return ctx.result;');

test.each([
  [
    'in a function',
    () =>
      word(
        'return {};',
        outer("runtime.earlyReturn('early');"),
        outer('return { payload: ctx.prev.result };', 'return `${ctx.result} next`;'),
      ),
    'after early next',
  ],
  [
    'in a function, to the end',
    () => word('return {};', outer("runtime.earlyReturn('early', { skipTo: 'END' });"), say('second')),
    'after early',
  ],
  ['in the resolver’s request', () => word("runtime.earlyReturn('early');", say('first')), 'after early'],
])('earlyReturn %s skips what it should', async (_, answer, text) => {
  expect(await answer()).toEqual({ data: { word: text } });
});

test('earlyReturn in a unit resolver is the field’s value, and its response does not run', async () => {
  const { run } = startApi({
    schema,
    resolvers: { 'Query.word': outer("runtime.earlyReturn('early');", "return 'late';") },
  });

  expect(await run('{ word }')).toEqual({ data: { word: 'early' } });
});

test('appended errors are reported with the data, and with a later failure', async () => {
  const { run } = startApi({
    schema,
    resolvers: {
      'Query.word': [
        outer("util.appendError('one'); return {};"),
        outer("util.appendError('two', 'T'); return {};", "util.error('three');"),
      ],
    },
  });

  expect((await run('{ word }')).errors?.map(({ message }) => message)).toEqual(['one', 'two', 'three']);
});

test('a fault is a Runtime Error of type Code', async () => {
  const { run, feed } = startApi({ schema, resolvers: { 'Query.word': outer('return ctx.nothing.there;') } });

  expect((await run('{ word }')).errors).toMatchObject([
    { errorType: 'Code', message: 'Runtime Error', path: ['word'] },
  ]);
  expect(feed).toMatchObject([
    { kind: 'log', source: 'Query.word', line: expect.stringMatching(/^code\.js:3:/) },
    { kind: 'step', source: 'Query.word', error: 'Code' },
    { kind: 'request' },
  ]);
});

test('a request handler that returns nothing is an error of the mapping', async () => {
  const { run } = startApi({ schema, resolvers: { 'Query.word': outer('') } });

  expect((await run('{ word }')).errors).toMatchObject([
    { errorType: 'MappingTemplate', message: 'Template transformation yielded an empty response.' },
  ]);
});
