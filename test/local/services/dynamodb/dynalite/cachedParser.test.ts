import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cachedParser } from '../../../../../local/services/dynamodb/dynalite/cachedParser.ts';
import type { Parser } from '../../../../../local/services/dynamodb/dynalite/memoizeParser.ts';
import { givenTable } from '../givenTable.ts';

const scan = async (FilterExpression: string) => {
  const { run } = await givenTable();
  return run('Scan', {
    TableName: 'things',
    FilterExpression,
    ExpressionAttributeValues: { ':a': { S: 'x' } },
  });
};

const negated = (times: number) => `${'NOT ('.repeat(times)}a = :a${')'.repeat(times)}`;

test('an expression of 300 nested conditions is parsed at once', { timeout: 2000 }, async () => {
  expect(await scan(negated(300))).toMatchObject({ Count: 0 });
});

test('an expression over 4 KB is refused', async () => {
  await expect(scan(`a = :a${' '.repeat(4090)}`)).resolves.toMatchObject({ Count: 0 });
  await expect(scan(`a = :a${' '.repeat(4091)}`)).rejects.toMatchObject({
    code: 'ValidationException',
    message:
      'Invalid FilterExpression: Expression size has exceeded the maximum allowed size; expression size: 4097',
  });
});

const tokens = [
  ...['(', ')', ' AND ', ' OR ', ' NOT ', ' = ', ' < ', ' IN (', ',', ' BETWEEN ', 'size(', 'contains('],
  ...['a', 'b.c', 'table', '#n', '#m', ':a', ':b', '[1]', 'attribute_exists(', 'nothing('],
];
const expression = fc.oneof(
  fc.array(fc.constantFrom(...tokens), { maxLength: 10 }).map((parts) => parts.join('')),
  fc.letrec<{ whole: string }>((tie) => ({
    whole: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom(
        'a = :a',
        'contains(b.c, :a)',
        'a BETWEEN :a AND :b',
        '(a) IN (:a, :b)',
        'size(a) < :b',
      ),
      tie('whole').map((inner) => `NOT (${inner})`),
      fc.tuple(tie('whole'), tie('whole')).map(([left, right]) => `(${left} OR ${right} AND a = :a)`),
    ),
  })).whole,
);

function outcome({ parse }: Parser, text: string): unknown {
  const context = {
    attrNames: { '#n': 'x' },
    attrVals: { ':a': { S: 'x' }, ':b': { N: '1' } },
    unusedAttrNames: { '#n': true as const },
    unusedAttrVals: { ':a': true as const, ':b': true as const },
    isReserved: (name: string) => name === 'table',
    compare: () => false,
  };
  try {
    return [parse(text, { context }), context.unusedAttrNames, context.unusedAttrVals];
  } catch (error) {
    return String(error);
  }
}

/** Loads a module again, as nobody has changed it. */
function freshly(name: string): Parser {
  const require = createRequire(import.meta.url);
  delete require.cache[require.resolve(name)];
  return require(name) as Parser;
}

test('with the cache a grammar parses, and refuses, as without', () => {
  const bare = freshly('dynalite/db/conditionParser.js');
  const cached = cachedParser('conditionParser');
  fc.assert(
    fc.property(expression, (text) => void expect(outcome(cached, text)).toEqual(outcome(bare, text))),
    { numRuns: 300 },
  );
});
