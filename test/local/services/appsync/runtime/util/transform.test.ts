import { describe, expect, test } from 'vitest';
import { startRuntime } from '../startRuntime.ts';

const { evaluate } = startRuntime();
const expressionOf = (filter: unknown) =>
  JSON.parse(evaluate(`util.transform.toDynamoDBFilterExpression(${JSON.stringify(filter)})`));
const filterOf = (...given: unknown[]) =>
  evaluate(`util.transform.toSubscriptionFilter(${given.map((each) => JSON.stringify(each)).join()})`);

describe('toDynamoDBFilterExpression, as recorded on AWS', () => {
  test.each([
    [{ v: { eq: 1 } }, '(#v = :v_eq)'],
    [{ v: { ne: 1 } }, '(#v <> :v_ne)'],
    [{ v: { contains: 'x' } }, '(contains(#v,:v_contains))'],
    [{ v: { notContains: 'x' } }, '(NOT contains(#v,:v_notContains))'],
    [{ v: { beginsWith: 'x' } }, '(begins_with(#v,:v_beginsWith))'],
    [{ v: { between: [1, 2, 3] } }, '(#v BETWEEN :v_between_start AND :v_between_end)'],
    [{ v: { attributeExists: true } }, '(attribute_exists(#v))'],
    [{ v: { attributeExists: false } }, '(attribute_not_exists(#v))'],
    [{ a: { attributeType: 'stringSet' } }, '(attribute_type(#a,:a_attributeType))'],
    [{ v: { ge: 1, le: 2 } }, '((#v >= :v_ge) AND (#v <= :v_le))'],
    [{ a: { eq: 1 }, and: [{ b: { eq: 2 } }] }, '(#a = :a_eq) AND (#b = :and_0_b_eq)'],
    [{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }, '((#a = :or_0_a_eq) OR (#b = :or_1_b_eq))'],
    [
      { and: [{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }] },
      '((#a = :and_0_or_0_a_eq) OR (#b = :and_0_or_1_b_eq))',
    ],
    [{ not: { not: { a: { eq: 1 } } } }, '(NOT (NOT (#a = :not_not_a_eq)))'],
    [{ not: {} }, '(NOT )'],
    [{ v: { in: [1, 2] } }, '(#v IN (:v_in_0, :v_in_1))'],
    [{ v: { in: [] } }, '(null)'],
    [{ v: { size: { gt: 2 } } }, '(size(#v) > :v_size_gt)'],
    [{ v: { size: { gt: 2, lt: 4 } } }, '((size(#v) > :v_size_gt) AND (size(#v) < :v_size_lt))'],
    [
      { v: { size: { between: [1, 2] } } },
      '(size(#v) BETWEEN :v_size_between_start AND :v_size_between_end)',
    ],
    [{ v: { size: { attributeExists: true } } }, '(attribute_exists(size(#v)))'],
    [{}, ''],
    [{ a: { eq: 1 }, and: [] }, '(#a = :a_eq) AND '],
  ])('%j is %s', (filter, expression) => expect(expressionOf(filter).expression).toBe(expression));

  test('names and values are typed and aliased by their path', () => {
    expect(expressionOf({ 'a.b': { eq: 10.5 }, or: [{ c: { eq: null } }] })).toEqual({
      expression: '(#a.b = :a.b_eq) AND (#c = :or_0_c_eq)',
      expressionNames: { '#a.b': 'a.b', '#c': 'c' },
      expressionValues: { ':a.b_eq': { N: 10.5 }, ':or_0_c_eq': { NULL: null } },
    });
  });

  test.each([
    [null],
    ['x'],
    [[]],
    [{ v: 1 }],
    [{ v: { bogus: 1 } }],
    [{ v: { w: { eq: 1 } } }],
    [{ and: {} }],
    [{ and: [null] }],
    [{ not: [] }],
    [{ v: { between: [1] } }],
    [{ v: { between: 1 } }],
    [{ v: { in: 1 } }],
    [{ v: { attributeExists: 1 } }],
    [{ v: { attributeType: 'x' } }],
    [{ v: { size: 2 } }],
  ])('%j has no rendering', (filter) => expect(expressionOf(filter)).toBeNull());
});

describe('toSubscriptionFilter, as documented and recorded', () => {
  const example = {
    percentageUp: { lte: 50, gte: 20 },
    and: [{ title: { ne: 'Book1' } }, { downvotes: { gt: 2000 } }],
    or: [{ author: { eq: 'Admin' } }, { isPublished: { eq: false } }],
  };
  const brief = (filter: any) =>
    filter.filterGroup.map(({ filters }: any) =>
      filters.map(({ fieldName, operator }: any) => `${fieldName} ${operator}`).join(),
    );

  test('conditions are multiplied out to groups', () => {
    expect(brief(filterOf(example))).toEqual([
      'percentageUp lte,title ne,downvotes gt,author eq',
      'percentageUp lte,title ne,downvotes gt,isPublished eq',
      'percentageUp gte,title ne,downvotes gt,author eq',
      'percentageUp gte,title ne,downvotes gt,isPublished eq',
    ]);
  });

  test('ignored fields drop out at every level', () => {
    expect(brief(filterOf(example, ['percentageUp', 'author']))).toEqual([
      'title ne,downvotes gt,isPublished eq',
    ]);
  });

  test('at least one rule must match along with the rest', () => {
    expect(brief(filterOf({ a: { eq: 1 } }, [], { b: { eq: 2 }, c: { eq: 3 } }))).toEqual([
      'a eq,b eq',
      'a eq,c eq',
    ]);
    expect(brief(filterOf({}, [], { b: { eq: 2 }, c: { eq: 3 } }))).toEqual(['b eq', 'c eq']);
  });

  test.each([[{}], [{ and: [] }], [{ a: {} }]])('%j has no groups', (conditions) => {
    expect(filterOf(conditions)).toEqual({ filterGroup: [] });
  });

  test.each([[null], [[]], ['{}']])('%j is no filter', (conditions) =>
    expect(filterOf(conditions)).toBeNull(),
  );

  test('not is a field like any other, and operators are copied unchecked', () => {
    expect(filterOf({ not: { a: { eq: 1 } } })).toEqual({
      filterGroup: [{ filters: [{ fieldName: 'not', operator: 'a', value: { eq: 1 } }] }],
    });
  });

  test('conditions come to at most 1000 groups', { timeout: 2000 }, () => {
    const and = (count: number) => ({
      and: Array.from({ length: count }, (_, at) => ({ [`f${at}`]: { eq: 1, ne: 2 } })),
    });
    expect(filterOf(and(9)).filterGroup).toHaveLength(512);
    for (const count of [10, 40])
      expect(() => filterOf(and(count))).toThrow('Filters combination exceed maximum limit 1000');
  });
});
