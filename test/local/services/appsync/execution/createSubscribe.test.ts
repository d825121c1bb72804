import { expect, test } from 'vitest';
import type { Subscription } from '../../../../../local/services/appsync/Execution.ts';
import { type Given, handlers, startApi } from './startApi.ts';

const schema = `
  type Query { plain: String }
  type Mutation { put(id: ID): Thing, fail: Thing, nothing: Thing }
  type Subscription {
    onThing(id: ID, note: String = "d"): Thing @aws_subscribe(mutations: ["put", "fail"])
    onNothing: Thing @aws_subscribe(mutations: ["nothing"])
  }
  type Thing { id: ID!, note: String, tags: [String], json: AWSJSON, inner: Inner }
  type Inner { id: ID, label: String }
`;
const put = handlers(
  '{ id: ctx.args.id, note: "n", tags: ["a"], json: { a: 1 }, inner: { id: 9, label: "l" } }',
);
const start = (given: Partial<Given> = {}) =>
  startApi({ schema, resolvers: { 'Mutation.put': put }, ...given });
const subscribed = async (
  answer: ReturnType<ReturnType<typeof start>['subscribe']>,
): Promise<Subscription> => {
  const subscription = await answer;
  if ('errors' in subscription) throw new Error(JSON.stringify(subscription.errors));
  return subscription;
};
const refused = async (query: string, given?: Partial<Given>) => {
  const answer = await start(given).subscribe(query);
  return 'errors' in answer ? answer.errors : [];
};

test('a mutation publishes what it selected, under the schema’s own names', async () => {
  const { run, published } = start();

  await run(
    'mutation { first: put(id: 1) { key: id json inner { tag: label __typename } } put(id: 2) { id } }',
  );

  expect(published).toMatchObject([
    {
      mutation: 'put',
      value: { id: '1', json: '{"a":1}', inner: { label: 'l' } },
      traceId: expect.any(String),
    },
    { mutation: 'put', value: { id: '2' } },
  ]);
  expect(Object.keys(published[0]!.value)).toEqual(['id', 'json', 'inner']);
});

test('a mutation that fails or gives nothing publishes nothing', async () => {
  const { run, published } = start({ resolvers: { 'Mutation.fail': handlers('1', "util.error('no')") } });

  await run('mutation { fail { id } nothing { id } }');

  expect(published).toEqual([]);
});

test('a mutation that appends an error and answers publishes', async () => {
  const { run, published } = start({
    resolvers: { 'Mutation.put': handlers("util.appendError('careful')", '{ id: 1 }') },
  });

  await run('mutation { put { id } }');

  expect(published).toHaveLength(1);
});

test('what is published is completed against the subscriber’s own selection', async () => {
  const { run, published, subscribe } = start();
  const { field, mutations, complete } = await subscribed(
    subscribe('subscription { t: onThing { __typename id tags json i: inner { label id } note } }'),
  );
  await run('mutation { put(id: 1) { id tags json inner { label } } }');

  expect([field, mutations]).toEqual(['onThing', ['put', 'fail']]);
  expect(complete(published[0]!.value, Infinity)).toEqual({
    data: {
      t: {
        __typename: 'Thing',
        id: '1',
        tags: ['a'],
        json: '{"a":1}',
        i: { label: 'l', id: null },
        note: null,
      },
    },
  });
});

test('a field that may not be null and was not published is an error', async () => {
  const { complete } = await subscribed(start().subscribe('subscription { onThing { id } }'));

  expect(complete({ note: 'n' }, Infinity)).toEqual({
    data: { onThing: null },
    errors: [
      {
        path: ['onThing', 'id'],
        locations: null,
        message: "Cannot return null for non-nullable type: 'ID' within parent 'Thing' (/onThing/id)",
      },
    ],
  });
});

test.each<[string, Record<string, unknown> | undefined, object]>([
  ['subscription { onThing { id } }', undefined, {}],
  ['subscription { onThing(id: 1) { id } }', undefined, { id: '1' }],
  ['subscription { onThing(id: null) { id } }', undefined, { id: null }],
  ['subscription($id: ID) { onThing(id: $id) { id } }', undefined, {}],
  ['subscription($id: ID) { onThing(id: $id) { id } }', { id: 'a' }, { id: 'a' }],
  ['subscription($id: ID) { onThing(id: $id) { id } }', { id: null }, { id: null }],
])('%s with %j filters by %j', async (query, variables, args) => {
  expect((await subscribed(start().subscribe(query, variables))).args).toEqual(args);
});

test('the resolver of a subscription runs once, at its start, and can set filters', async () => {
  const filter = '{ filterGroup: [{ filters: [{ fieldName: "id", operator: "eq", value: ctx.args.id }] }] }';
  const code = handlers(
    'null',
    `extensions.setSubscriptionFilter(${filter}), extensions.setSubscriptionInvalidationFilter(${filter}), null`,
  );
  const { subscribe, feed } = start({ resolvers: { 'Subscription.onThing': code } });
  const { filter: set, invalidationFilter } = await subscribed(
    subscribe('subscription { onThing(id: 7) { id } }'),
  );

  expect(set).toEqual({ filterGroup: [{ filters: [{ fieldName: 'id', operator: 'eq', value: '7' }] }] });
  expect(invalidationFilter).toEqual(set);
  expect(feed).toMatchObject([
    { kind: 'step', source: 'Subscription.onThing' },
    { kind: 'request', operation: 'subscription', fields: ['onThing'] },
  ]);
});

test.each([
  [
    'util.unauthorized()',
    { errorType: 'Unauthorized', message: 'Not Authorized to access onThing on type Thing' },
  ],
  ["util.error('no', 'T')", { errorType: 'T', message: 'no' }],
  ['ctx.nothing.there', { errorType: 'Code', message: 'Runtime Error' }],
  [
    '{ id: null }',
    { message: "Cannot return null for non-nullable type: 'ID' within parent 'Thing' (/onThing/id)" },
  ],
  [
    "extensions.setSubscriptionFilter({ filterGroup: [{ filters: [{ fieldName: 'a', operator: 'in', value: [1, 2, 3, 4, 5, 6] }] }] })",
    { message: 'subscription exceeds maximum value limit 5 for operator `in`.' },
  ],
  [
    "extensions.setSubscriptionFilter({ filterGroup: [{ filters: ['a', 'b', 'c', 'd', 'e', 'f'].map((n) => ({ fieldName: n, operator: 'eq', value: 1 })) }] })",
    { message: 'Filters exceed maximum attributes limit 5' },
  ],
  [
    "extensions.setSubscriptionFilter({ filterGroup: [{ filters: ['a', 'b'].map((n) => ({ fieldName: n, operator: 'in', value: [1, 2, 3, 4] })) }] })",
    { message: 'Filters combination exceed maximum limit 10' },
  ],
  [
    "extensions.setSubscriptionFilter({ filterGroup: [{ filters: ['a', 'a'].map((n) => ({ fieldName: n, operator: 'eq', value: 1 })) }] })",
    { message: 'filter uses same fieldName multiple time' },
  ],
  [
    "extensions.setSubscriptionFilter({ filterGroup: [{ filters: [{ fieldName: 'a', operator: 'like', value: 1 }] }] })",
    { message: expect.stringContaining('Invalid subscription filter') },
  ],
])('a subscription whose resolver answers %s does not start', async (answer, error) => {
  expect(
    await refused('subscription { onThing { id } }', {
      resolvers: { 'Subscription.onThing': handlers('1', answer) },
    }),
  ).toMatchObject([error]);
});

test.each([
  [
    'subscription { onThing(x: 1) { id } }',
    "Validation error of type UnknownArgument: Unknown field argument x @ 'onThing'",
  ],
  [
    'subscription { onThing { id } onNothing { id } }',
    'Subscription operations must have exactly one root field.',
  ],
  ['query { plain }', 'query not supported through the realtime channel'],
  ['subscription {', 'unknown not supported through the realtime channel'],
])('%s does not start', async (query, message) => {
  expect(await refused(query)).toMatchObject([{ message }]);
});

test.each(['Subscription.onThing', 'Inner.label'])('%s is authorized at the start', async (denied) => {
  const hooks = {
    isAuthorized: (_: unknown, __: unknown, type: string, field: string) => `${type}.${field}` !== denied,
  };
  const [type, field] = denied.split('.');

  expect(await refused('subscription { onThing { id inner { label } } }', { hooks })).toMatchObject([
    { errorType: 'Unauthorized', message: `Not Authorized to access ${field} on type ${type}` },
  ]);
});

test('a mutation invalidates subscriptions, at most five times', async () => {
  const invalidating = (times: number) =>
    start({
      resolvers: {
        'Mutation.put': handlers(
          '1',
          `[1, 2, 3, 4, 5, 6].slice(0, ${times}).forEach((n) => extensions.invalidateSubscriptions({ subscriptionField: 'onThing', payload: { n } }))`,
        ),
      },
    });
  const five = invalidating(5);
  const six = invalidating(6);

  await five.run('mutation { put { id } }');
  const { errors } = await six.run('mutation { put { id } }');

  expect(five.invalidated[0]).toEqual({ subscriptionField: 'onThing', payload: { n: 1 } });
  expect(errors).toMatchObject([{ message: expect.stringContaining('at most 5 times') }]);
});
