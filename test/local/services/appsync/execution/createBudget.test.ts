import { describe, expect, test } from 'vitest';
import { turn } from '../../../../../local/platform/Activity.ts';
import {
  createBudgets,
  sizeOf,
  waitForTurn,
} from '../../../../../local/services/appsync/execution/createBudget.ts';
import { fragmentChain, nest, repeat } from './shapes.ts';
import { handlers, startApi } from './startApi.ts';

const schema = `
  type Query {
    self: Query, word: String, things: [Thing], bad: Int, long: String, echo(value: AWSJSON): AWSJSON, find(filter: Filter): Thing
    sealed: Query
  }
  type Thing { id: ID, text: String, bad: Int, child: Thing, children: [Thing] }
  type Mutation { put(value: AWSJSON): Thing }
  type Subscription { onPut: Thing @aws_subscribe(mutations: ["put"]) }
  input Filter { all: [Filter], text: String }
`;
const manyThings = JSON.stringify(Array.from({ length: 80 }, (_, id) => ({ id, text: 'text', bad: 'x' })));
const resolvers = {
  'Query.self': handlers('{}'),
  'Query.word': handlers('"word"'),
  'Query.things': handlers(manyThings),
  'Query.echo': handlers('ctx.args.value'),
  'Query.find': handlers('{ id: 1 }'),
  'Query.bad': handlers('"bad"'),
  'Query.long': handlers('{}', JSON.stringify('x'.repeat(20_000))),
  'Query.sealed': handlers('{ paths: ctx.info.selectionSetList.length }', '{}'),
  'Mutation.put': handlers('{ id: 1 }'),
};
const start = () => startApi({ schema, resolvers });
const errorTypes = async (query: string, variables?: Record<string, unknown>) => {
  const { data, errors } = await start().run(query, variables);
  return { data, errorTypes: errors?.map(({ errorType }) => errorType) };
};
/** Two of the next for each: `length` fragments make 2^length places. */
const doubled = (field: string) => (next: string) => `a: ${field} { ${next} } b: ${field} { ${next} }`;

// Each takes a fraction of a second, and took many seconds, gigabytes or the process without the limits.
describe('a request ends with a typed error and without data', { timeout: 20_000 }, () => {
  test('whose fragments double at each level, if a resolver reads the paths of its selection', async () => {
    const query = `{ ...F0 } ${fragmentChain(24, 'Query', doubled('sealed'), 'word')}`;

    expect(await errorTypes(query)).toEqual({ data: null, errorTypes: ['ExecutionStepLimitReached'] });
  });

  test.each([
    ['one long text', JSON.stringify('x'.repeat(900_000))],
    ['a long list', `[${'1,'.repeat(60_000)}1]`],
  ])('that is answered with %s many times', async (_, value) => {
    const query = `query ($value: AWSJSON) { ${repeat(1000, (at) => `a${at}: echo(value: $value)`)} }`;

    expect(await errorTypes(query, { value })).toEqual({
      data: null,
      errorTypes: [expect.stringMatching(/^(ExecutionStep|ResponseSize)LimitReached$/)],
    });
  });

  test('that asks for a long text many times', async () => {
    expect(await errorTypes(`{ ${repeat(1000, (at) => `a${at}: long`)} }`)).toEqual({
      data: null,
      errorTypes: ['ResponseSizeLimitReached'],
    });
  });

  test('that asks each of many objects for thousands of names', async () => {
    const query = `{ things { ${repeat(4900, (at) => `a${at}: __typename`)} } }`;

    expect(await errorTypes(query)).toEqual({ data: null, errorTypes: ['ResponseSizeLimitReached'] });
  });

  test('that gives many resolvers a long variable', async () => {
    const query = `query ($filter: Filter) { ${repeat(1000, (at) => `a${at}: find(filter: $filter) { id }`)} }`;
    const filter = { all: Array.from({ length: 30_000 }, () => ({ text: 'x' })) };

    expect(await errorTypes(query, { filter })).toEqual({
      data: null,
      errorTypes: ['ExecutionStepLimitReached'],
    });
  });

  test('that has long variables and many resolvers', async () => {
    const query = `query ($filter: Filter) { find(filter: $filter) { id } ${repeat(2000, (at) => `a${at}: word`)} }`;
    const filter = { all: Array.from({ length: 60_000 }, () => ({ text: 'x' })) };

    expect(await errorTypes(query, { filter })).toEqual({
      data: null,
      errorTypes: ['ExecutionStepLimitReached'],
    });
  });

  test('whose errors repeat long aliases', async () => {
    const alias = (at: number) => `${'a'.repeat(9000)}${at}`;
    const query = `{ ${repeat(100, (at) => `${alias(at)}: things { ${repeat(30, (each) => `b${each}: bad`)} }`)} }`;

    expect(await errorTypes(query)).toEqual({ data: null, errorTypes: ['ResponseSizeLimitReached'] });
  });

  test('that introspects the same many times', async () => {
    const query = `{ ${repeat(1400, (at) => `a${at}: __schema { types { ...T } }`)} }
      fragment T on __Type { name description fields { name description } inputFields { name description } }`;

    expect(await errorTypes(query)).toEqual({ data: null, errorTypes: ['ResponseSizeLimitReached'] });
  });
});

test('a subscription whose fragments double at each level is refused', { timeout: 20_000 }, async () => {
  const query = `subscription { onPut { ...F0 } } ${fragmentChain(24, 'Thing', doubled('child'), 'id')}`;

  expect(await start().subscribe(query)).toMatchObject({
    errors: [{ errorType: 'ExecutionStepLimitReached' }],
  });
});

test('a publication is completed in one turn, however many steps it takes', async () => {
  const subscription = await start().subscribe(
    `subscription { onPut { children { ${repeat(40, (at) => `a${at}: id`)} } } }`,
  );
  if ('errors' in subscription) throw new Error('it was refused');
  const children = Array.from({ length: 400 }, () => ({ id: '1' }));

  const { data, errors } = subscription.complete({ children }, 240 * 1024)!;

  expect(errors).toBeUndefined();
  expect(JSON.stringify(data).length).toBeGreaterThan(150_000);
});

test('a mutation whose answer is too large is not published', async () => {
  const { run, published } = startApi({
    schema,
    resolvers: { ...resolvers, 'Mutation.put': handlers('{ id: 1, text: ctx.args.value }') },
  });
  const query = `mutation ($value: AWSJSON) { put(value: $value) { ${repeat(10, (at) => `a${at}: text`)} } }`;

  const { errors } = await run(query, { value: JSON.stringify('x'.repeat(800_000)) });

  expect(errors).toMatchObject([{ errorType: 'ResponseSizeLimitReached' }]);
  expect(published).toEqual([]);
});

test('mutations after one whose answer was too large do not run', async () => {
  const { run, feed } = startApi({
    schema,
    resolvers: {
      ...resolvers,
      'Mutation.put': `
        export function request(ctx) { console.log(ctx.args.value); return { payload: {} }; }
        export function response(ctx) { return { id: 1, text: '${'x'.repeat(20_000)}' }; }`,
    },
  });
  const all = repeat(300, (at) => `t${at}: text`);

  await run(`mutation { a: put(value: "1") { ${all} } b: put(value: "2") { id } }`);

  expect(feed.filter(({ kind }) => kind === 'log')).toHaveLength(1);
});

describe('a long request', () => {
  test('lets others be served while it goes on', async () => {
    const { run } = start();
    const answered: string[] = [];
    const long = run(`{ ${repeat(3000, (at) => `a${at}: word`)} }`).then(() => answered.push('long'));

    await turn()
      .then(() => run('{ word }'))
      .then(() => answered.push('short'));
    await long;

    expect(answered).toEqual(['short', 'long']);
  });

  test('is answered in full, in its order', async () => {
    const { data } = await start().run(`{ ${repeat(3000, (at) => `a${at}: word`)} }`);

    expect(Object.keys(data ?? {})).toEqual(Array.from({ length: 3000 }, (_, at) => `a${at}`));
  });

  test('that began earlier goes on before others of its kind', async () => {
    const { createBudget } = createBudgets();
    const order: string[] = [];
    const budgets = { first: createBudget(), second: createBudget() };
    const wait = async (name: keyof typeof budgets, turns: number) => {
      for (let at = 0; at < turns; at++) await waitForTurn(budgets[name]).then(() => order.push(name));
    };

    await Promise.all([wait('second', 2), wait('first', 3)]);

    expect(order).toEqual(['first', 'first', 'first', 'second', 'second']);
  });

  test('lets a short one that began later go first, once it has had some turns', async () => {
    const { createBudget } = createBudgets();
    const long = createBudget();
    for (let turn = 0; turn < 5; turn++) await waitForTurn(long);
    const order: string[] = [];

    await Promise.all([
      waitForTurn(long).then(() => order.push('long')),
      waitForTurn(createBudget()).then(() => order.push('short')),
    ]);

    expect(order).toEqual(['short', 'long']);
  });

  test('of few turns does not wait for texts that began earlier and are still to be prepared', async () => {
    const { createBudget, nextTurn } = createBudgets();
    const order: string[] = [];
    const text = nextTurn().then(() => order.push('text'));

    await Promise.all([text, waitForTurn(createBudget()).then(() => order.push('request'))]);

    expect(order).toEqual(['request', 'text']);
  });
});

test('the size of a value is that of its JSON', () => {
  for (const value of ['text', null, 1, { a: 'b', c: [1, 'two'] }, []])
    expect(Math.abs(sizeOf(value, Infinity) - JSON.stringify(value).length)).toBeLessThan(12);
});

test('the size of a value that is nested too deep is infinite', () => {
  const levels = (count: number): unknown => JSON.parse(nest(count, '[', '', ']'));

  expect(sizeOf(levels(150), Infinity)).toBeLessThan(1000);
  expect(sizeOf(levels(100_000), Infinity)).toBe(Infinity);
});
