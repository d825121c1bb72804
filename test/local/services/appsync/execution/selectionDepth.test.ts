import { describe, expect, test } from 'vitest';
import { fragmentChain, nest, repeat } from './shapes.ts';
import { handlers, startApi } from './startApi.ts';

const schema = `
  type Query { self: Query, word: String, node: Node }
  type Node { word: String, next: [[Node!]!]! }
`;
const { run } = startApi({ schema, resolvers: { 'Query.self': handlers('{}') } });
const errorTypes = async (query: string) => (await run(query)).errors?.map(({ errorType }) => errorType);

describe('a document whose fragments nest too deep is refused, if they', () => {
  test.each([
    [
      'select a field each',
      `{ ...F0 } ${fragmentChain(1200, 'Query', (next) => `self { ${next} }`, 'word')}`,
    ],
    ['only spread the next', `{ ...F0 } ${fragmentChain(1800, 'Query', (next) => next, 'word')}`],
    [
      'select the same field twice',
      `{ ...F0 } ${fragmentChain(580, 'Query', (next) => `a: self { ${next} } a: self { ${next} }`, 'word')}`,
    ],
    ['are not used', `{ word } ${fragmentChain(580, 'Query', (next) => `self { ${next} }`, 'word')}`],
  ])('%s', async (_, query) => {
    expect(await errorTypes(query)).toEqual(['QueryDepthLimitReached']);
  });
});

test.each([1, 2, 50, 190, 1200])('%i fragments that form a cycle are left to validation', async (count) => {
  const cycle = repeat(count, (at) => `fragment F${at} on Query { ...F${(at + 1) % count} ...F0 }`);
  const { data, errors } = await run(`{ ...F0 } ${cycle}`);

  expect(data).toBeNull();
  expect(errors!.some(({ message, errorType }) => /FragmentCycle/.test(message) || errorType)).toBe(true);
});

test('data is completed as deep as fragments may go', async () => {
  const deep = nest(98, '{ word: "w", next: [[', '{ word: "w", next: [] }', ']] }');
  const { run } = startApi({ schema, resolvers: { 'Query.node': handlers('{}', deep) } });
  const query = `{ node { ...F0 } } ${fragmentChain(99, 'Node', (next) => `next { ${next} }`, 'word')}`;

  expect(JSON.stringify((await run(query)).data)).toMatch(/^\{"node":(\{"next":\[\[){98}\{"word":"w"\}/);
});
