import { expect, test } from 'vitest';
import { handlers, startApi } from './startApi.ts';

const schema = 'type Query { thing(id: ID): Thing, word(text: String): String } type Thing { id: ID!, name: String, sum: Int }';
const outer = (before: string, after = 'return ctx.prev.result;') => `
  import { util, runtime } from '@aws-appsync/utils';
  export function request(ctx) { ${before} }
  export function response(ctx) { ${after} }
`;

test('a unit resolver asks its data source and answers with its response', async () => {
  const { run } = startApi({ schema, resolvers: { 'Query.thing': handlers('{ id: ctx.args.id }', '{ ...ctx.result, name: "n" }') } });

  expect(await run('{ thing(id: "a") { id name } }')).toEqual({ data: { thing: { id: 'a', name: 'n' } } });
});

test('a pipeline hands each function the value before it, and the stash to all', async () => {
  const add = `
    export function request(ctx) { ctx.stash.steps = ctx.stash.steps + 1; return { payload: ctx.prev.result.sum + 1 }; }
    export function response(ctx) { return { id: 'x', sum: ctx.result }; }`;
  const { run } = startApi({
    schema,
    resolvers: {
      'Query.thing': [outer('ctx.stash.steps = 0; return { sum: 10 };', 'return { ...ctx.prev.result, name: `${ctx.stash.steps}` };'), add, add],
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
