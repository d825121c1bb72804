import { expect, test } from 'vitest';
import { repeat } from './shapes.ts';
import { handlers, startApi } from './startApi.ts';

const schema = `
  type Query { seen(a: ID, b: String = "d", i: Input): AWSJSON, thing(id: ID): Thing }
  type Thing { id: ID, child(n: Int): Thing, seen: AWSJSON }
  input Input { id: ID!, n: Int = 4, json: AWSJSON }
`;
const seenBy = (expression: string) =>
  startApi({
    schema,
    resolvers: {
      'Query.seen': handlers(expression),
      'Query.thing': handlers('{ id: ctx.args.id }'),
      'Thing.seen': handlers(expression),
    },
  });
const parsed = (data: any) => JSON.parse(data.seen);

test.each<[string, Record<string, unknown>, object]>([
  ['{ seen }', {}, { b: 'd' }],
  ['{ seen(a: null, b: "x") }', {}, { a: null, b: 'x' }],
  ['query($a: ID) { seen(a: $a) }', {}, { a: null, b: 'd' }],
  ['query($b: String) { seen(b: $b) }', {}, { b: 'd' }],
  [
    'query($i: Input) { seen(i: $i) }',
    { i: { id: 1, json: '{"x":[1]}' } },
    { b: 'd', i: { id: '1', n: 4, json: { x: [1] } } },
  ],
  ['query($n: Int) { seen(i: {id: 2, n: $n}) }', {}, { b: 'd', i: { id: '2', n: 4 } }],
])('%s with %j sees the arguments %j', async (query, variables, args) => {
  const { data } = await seenBy('ctx.args').run(query, variables);

  expect(parsed(data)).toEqual(args);
});

test('the context holds headers, environment, info and no identity for an API key', async () => {
  const { data } = await seenBy(
    '[ctx.request, ctx.env, ctx.info, ctx.identity, ctx.source, ctx.stash, ctx.arguments === ctx.args]',
  ).run('{ seen }');

  expect(parsed(data)).toEqual([
    { headers: { 'x-api-key': 'k' }, domainName: null },
    { STAGE: 'test' },
    { fieldName: 'seen', parentTypeName: 'Query', variables: {} },
    null,
    null,
    {},
    true,
  ]);
});

test('a nested field’s source is the object around it', async () => {
  const { data } = await seenBy('[ctx.source, ctx.info.parentTypeName]').run('{ thing(id: 7) { seen } }');

  expect(parsed(data!.thing)).toEqual([{ id: '7' }, 'Thing']);
});

test('ctx.info has the selected fields as paths and as text', async () => {
  const { run } = startApi({
    schema,
    resolvers: {
      'Query.thing': handlers(
        '1',
        "util.error(ctx.info.selectionSetGraphQL, ctx.info.selectionSetList.join(' '))",
      ),
    },
  });
  const { errors } = await run(
    '{ thing { id ...f } } fragment f on Thing { c: child(n: 1) { id __typename } }',
  );

  expect(errors).toMatchObject([{ errorType: 'id c c/id c/__typename', message: '{\n  id\n  ...f\n}' }]);
});

test('the paths of a selection cannot be multiplied by aliases and fragments', async () => {
  const { run } = startApi({
    schema,
    resolvers: { 'Query.thing': handlers('ctx.info.selectionSetList.length', '{}') },
  });
  const doubled = repeat(22, (at) => {
    const next = at < 21 ? `...F${at + 1}` : 'id';
    return `fragment F${at} on Thing { a: child(n: 1) { ${next} } b: child(n: 1) { ${next} } }`;
  });

  expect(await run(`{ thing { ...F0 } } ${doubled}`)).toMatchObject({
    data: null,
    errors: [{ errorType: 'ExecutionStepLimitReached' }],
  });
});

test('resolvers add headers to the response', async () => {
  const headers: [string, string][] = [];
  const { run } = startApi({
    schema,
    resolvers: { 'Query.seen': handlers('1', "util.http.addResponseHeader('x-a', 'b')") },
  });

  await run('{ seen }', {}, { addResponseHeader: (...header) => headers.push(header) });

  expect(headers).toEqual([['x-a', 'b']]);
});
