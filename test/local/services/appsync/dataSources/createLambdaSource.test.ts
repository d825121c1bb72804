import { expect, test } from 'vitest';
import { AwsError } from '../../../../../local/platform/AwsError.ts';
import type { DataSource } from '../../../../../local/services/appsync/Api.ts';
import { type Given, ROLE, startApi } from '../execution/startApi.ts';

const schema = 'type Query { ask(n: Int): AWSJSON, things: [Thing] } type Thing { id: ID, more: String }';
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:f';
const source: DataSource = { name: 'f', type: 'AWS_LAMBDA', functionArn: FUNCTION, roleArn: ROLE };
const code = (request: string) =>
  `export const request = (ctx) => (${request}); export const response = (ctx) => ({ result: ctx.result, error: ctx.error });`;

/** An API whose only function answers by `answer`. */
function start(answer: (event: any) => unknown, given: Partial<Given>) {
  const events: unknown[] = [];
  const api = startApi({
    schema,
    source,
    ...given,
    lambda: {
      actions: { Invoke: async (input) => void events.push(input) },
      invoke: async (_, event) => {
        events.push(event);
        return { requestId: 'r', payload: JSON.stringify(answer(event)) };
      },
      ...given.lambda,
    },
  });
  return { ...api, events };
}

const asked = async ({ run }: ReturnType<typeof start>) =>
  JSON.parse((await run('{ ask(n: 1) }')).data!.ask as string);

test('the function’s event is the payload itself', async () => {
  const api = start(({ n }) => n + 1, {
    resolvers: { 'Query.ask': code("{ operation: 'Invoke', payload: ctx.args }") },
  });

  expect(await asked(api)).toEqual({ result: 2 });
  expect(api.events).toEqual([{ n: 1 }]);
});

test('an Event invocation does not wait', async () => {
  const api = start(() => 1, {
    resolvers: { 'Query.ask': code("{ operation: 'Invoke', invocationType: 'Event', payload: ctx.args }") },
  });

  expect(await asked(api)).toEqual({ result: null });
  expect(api.events).toEqual([{ FunctionName: FUNCTION, InvocationType: 'Event', Payload: '{"n":1}' }]);
});

test('a function that throws is Lambda:Unhandled', async () => {
  const invoke = async () => ({
    requestId: 'r',
    payload: '{"errorType":"MyError","errorMessage":"no"}',
    functionError: 'Unhandled' as const,
  });
  const api = start(() => 1, {
    lambda: { invoke },
    resolvers: { 'Query.ask': code("{ operation: 'Invoke', payload: 1 }") },
  });

  expect(await asked(api)).toEqual({ result: null, error: { type: 'Lambda:Unhandled', message: 'no' } });
});

test('a refusal by Lambda itself keeps its name', async () => {
  const invoke = async () =>
    Promise.reject(new AwsError('TooManyRequestsException', 'Rate Exceeded.', { status: 429 }));
  const api = start(() => 1, {
    lambda: { invoke },
    resolvers: { 'Query.ask': code("{ operation: 'Invoke', payload: 1 }") },
  });

  expect(await asked(api)).toEqual({
    result: null,
    error: { type: 'Lambda:TooManyRequestsException', message: 'Rate Exceeded.' },
  });
});

test('a resolver without code sends its context and returns the answer', async () => {
  const api = start((event) => event, { resolvers: { 'Query.ask': '' } });

  expect(await asked(api)).toEqual({
    arguments: { n: 1 },
    identity: null,
    source: null,
    request: { headers: { 'x-api-key': 'k' }, domainName: null },
    prev: null,
    info: {
      fieldName: 'ask',
      parentTypeName: 'Query',
      variables: {},
      selectionSetList: [],
      selectionSetGraphQL: '',
    },
    stash: {},
  });
});

test('a resolver without code returns its function’s error', async () => {
  const invoke = async () => ({
    requestId: 'r',
    payload: '{"errorMessage":"no"}',
    functionError: 'Unhandled' as const,
  });
  const { run } = start(() => 1, { lambda: { invoke }, resolvers: { 'Query.ask': '' } });

  expect((await run('{ ask }')).errors).toMatchObject([{ errorType: 'Lambda:Unhandled', message: 'no' }]);
});

const more = `export const request = (ctx) => ({ operation: 'BatchInvoke', payload: ctx.source.id });
  import { util } from '@aws-appsync/utils';
  export const response = (ctx) => { if (ctx.error) util.error(ctx.error.message, ctx.error.type); return ctx.result; };`;
const batching = (answer: (ids: string[]) => unknown, maxBatchSize: number, resolver = more) => {
  const api = start(answer, { resolvers: { 'Thing.more': resolver }, maxBatchSize });
  api.api.dataSources.set('none', { name: 'none', type: 'NONE' });
  api.api.resolvers.set('Query.things', {
    typeName: 'Query',
    fieldName: 'things',
    kind: 'UNIT',
    dataSourceName: 'none',
    maxBatchSize: 0,
    code: {
      source:
        'export const request = () => ({ payload: [{ id: 1 }, { id: 2 }, { id: 3 }] }); export const response = (ctx) => ctx.result;',
    },
  });
  return api;
};

test('siblings are batched, up to the batch size', async () => {
  const { run, events } = batching((ids) => ids.map((id) => `more ${id}`), 2);

  expect((await run('{ things { more } }')).data).toEqual({
    things: [{ more: 'more 1' }, { more: 'more 2' }, { more: 'more 3' }],
  });
  expect(events).toEqual([[1, 2], [3]]);
});

test('one item of a batch can fail alone', async () => {
  const { run } = batching(
    () => ['a', { data: null, errorMessage: 'no', errorType: 'Mine' }, { data: 'c' }],
    0,
  );

  expect(await run('{ things { more } }')).toMatchObject({
    data: { things: [{ more: 'a' }, { more: null }, { more: 'c' }] },
    errors: [{ path: ['things', 1, 'more'], errorType: 'Mine', message: 'no' }],
  });
});

test('a batch answered with the wrong number of results fails as a whole', async () => {
  const { errors } = await batching(() => ['a'], 0).run('{ things { more } }');

  expect(errors).toHaveLength(3);
  expect(errors![0]).toMatchObject({
    errorType: 'Lambda:IllegalArgument',
    message: 'The response must be a list of 3 results, but it is a list of 1.',
  });
});

test('resolvers without code are batched as contexts', async () => {
  const { run, events } = batching(
    (contexts: any[]) => contexts.map(({ source }) => `of ${source.id}`),
    10,
    '',
  );

  expect((await run('{ things { more } }')).data).toEqual({
    things: [{ more: 'of 1' }, { more: 'of 2' }, { more: 'of 3' }],
  });
  expect(events).toHaveLength(1);
});

test('a function that outlasts the request is an error its resolver sees', async () => {
  const invoke = () => new Promise<never>(() => {});
  const api = start(() => 1, {
    lambda: { invoke },
    resolvers: { 'Query.ask': code("{ operation: 'Invoke', payload: 1 }") },
  });

  const answer = asked(api);
  await api.world.clock.advance(30_000);

  expect(await answer).toEqual({
    result: null,
    error: { type: 'Lambda:ExecutionTimeoutException', message: 'Execution timed out.' },
  });
});
