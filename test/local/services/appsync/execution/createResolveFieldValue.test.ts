import { expect, test } from 'vitest';
import { handlers, startApi } from './startApi.ts';

const schema = `
  type Query { thing: Thing, other: Thing, plain: String }
  type Thing { id: ID, body: String!, child: Thing }
  type Mutation { put(id: ID): Thing }
`;
const thing = handlers('{ id: 1, body: "b", child: { id: 2, child: { id: 3 } } }');

test('a field without a resolver is its parent’s member, or null at the root', async () => {
  const { run } = startApi({ schema, resolvers: { 'Query.thing': thing } });

  expect(await run('{ thing { child { id } } plain }')).toEqual({
    data: { thing: { child: { id: '2' } }, plain: null },
  });
});

test('a field its caller may not see is null, and the error names the type around it', async () => {
  const { run } = startApi({
    schema,
    resolvers: { 'Query.thing': thing },
    hooks: { isAuthorized: (_, __, type, field) => `${type}.${field}` !== 'Thing.body' },
  });

  expect(await run('{\n  thing { id body }\n}')).toEqual({
    data: { thing: null },
    errors: [
      {
        path: ['thing', 'body'],
        data: null,
        errorType: 'Unauthorized',
        errorInfo: null,
        locations: [{ line: 2, column: 14, sourceName: null }],
        message: 'Not Authorized to access body on type Thing',
      },
    ],
  });
});

test('util.unauthorized names the field’s own type', async () => {
  const { run } = startApi({ schema, resolvers: { 'Query.thing': handlers('util.unauthorized()') } });

  expect((await run('{ thing { id } }')).errors).toMatchObject([
    { errorType: 'Unauthorized', message: 'Not Authorized to access thing on type Thing' },
  ]);
});

test('fields deeper than the limit are refused, the others answered', async () => {
  const { run } = startApi({ schema, resolvers: { 'Query.thing': thing }, api: { queryDepthLimit: 2 } });

  expect(await run('{ thing { id child { id } } }')).toMatchObject({
    data: { thing: { id: '1', child: { id: null } } },
    errors: [{ path: ['thing', 'child', 'id'], errorType: 'QueryDepthLimitReached' }],
  });
});

test('more resolvers than the limit are not run', async () => {
  const { run } = startApi({
    schema,
    resolvers: { 'Query.thing': thing, 'Query.other': thing },
    api: { resolverCountLimit: 1 },
  });

  expect(await run('{ thing { id } other { id } }')).toMatchObject({
    data: { thing: { id: '1' }, other: null },
    errors: [{ path: ['other'], errorType: 'ResolverExecutionLimitReached' }],
  });
});

test('mutations run one after the other, each done before the next begins', async () => {
  const { run, feed } = startApi({
    schema,
    resolvers: {
      'Mutation.put': handlers('console.log("begin " + ctx.args.id)', 'console.log("end " + ctx.args.id)'),
    },
  });

  await run('mutation { a: put(id: 1) { id } b: put(id: 2) { id } }');

  expect(feed.flatMap((record) => (record.kind === 'log' ? record.line : []))).toEqual([
    'begin 1',
    'end 1',
    'begin 2',
    'end 2',
  ]);
});

test('an answered operation is recorded in the feed', async () => {
  const { run, feed } = startApi({
    schema,
    resolvers: {
      'Query.thing': handlers('1', "util.error('m', 'T')"),
      'Query.other': handlers('1', "util.error('m')"),
    },
  });

  await run('{ thing { id } other { id } }');

  expect(feed).toMatchObject([
    { kind: 'step', source: 'Query.thing', dataSource: 'source', error: 'T' },
    { kind: 'step', source: 'Query.other', dataSource: 'source', error: 'm' },
    {
      kind: 'request',
      operation: 'query',
      fields: ['thing', 'other'],
      caller: 'API key',
      errors: ['T', 'm'],
      durationMs: 0,
      traceId: expect.stringMatching(/^1-/),
    },
  ]);
});

test('the feed has a part of the fields and errors of a request that has many', async () => {
  const { run, feed } = startApi({
    schema,
    resolvers: { 'Query.plain': handlers('1', "util.error('no', ctx.args.x)") },
  });
  await run(`{ ${Array.from({ length: 500 }, (_, at) => `a${at}: plain`).join(' ')} }`);
  await run(`{ ${'x'.repeat(5000)} }`);

  const [many, long] = feed.filter((record) => record.kind === 'request');
  expect([many!.fields.length, many!.errors.length]).toEqual([100, 100]);
  expect([long!.fields[0]!.length, long!.errors[0]!.length]).toEqual([300, 300]);
});

test('a data source that does not answer within 30 seconds fails its field only', async () => {
  const { run, world } = startApi({
    schema,
    source: { name: 'slow', type: 'HTTP', endpoint: 'https://slow.example' },
    resolvers: {
      'Query.thing':
        "export const request = () => ({ method: 'GET', resourcePath: '/' }); export const response = () => ({});",
    },
    http: () => new Promise(() => {}),
  });

  const answer = run('{ thing { id } plain }');
  await world.clock.advance(30_000);

  expect(await answer).toMatchObject({
    data: { thing: null, plain: null },
    errors: [{ path: ['thing'], errorType: 'ExecutionTimeout', message: 'Execution timed out.' }],
  });
});
