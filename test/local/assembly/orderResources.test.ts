import { expect, test } from 'vitest';
import { orderResources, rejectUnsupportedTypes } from '../../../local/assembly/orderResources.ts';
import type { TemplateResource } from '../../../local/assembly/Template.ts';

const stack = (Resources: Record<string, TemplateResource>) => ({ name: 'Shop', template: { Resources } });
const named = (Properties: Record<string, unknown>, DependsOn?: string) => ({
  Type: 'T',
  Properties,
  ...(DependsOn ? { DependsOn } : {}),
});

test('a resource comes after everything that it refers to in any way', () => {
  const order = orderResources(
    stack({
      D: named({ text: { 'Fn::Sub': 'a ${C.Arn}' } }),
      C: named({ list: [{ Ref: 'B' }] }),
      B: named({ arn: { 'Fn::GetAtt': ['A', 'Arn'] } }, 'Z'),
      A: named({}),
      Z: named({ other: { Ref: 'AWS::Region' } }),
    }),
  );
  expect(order).toEqual(['A', 'Z', 'B', 'C', 'D'].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  for (const [before, after] of [
    ['A', 'B'],
    ['Z', 'B'],
    ['B', 'C'],
    ['C', 'D'],
  ] as const) {
    expect(order.indexOf(before)).toBeLessThan(order.indexOf(after));
  }
});

test('resources that depend on each other are named', () => {
  const circle = stack({ A: named({ b: { Ref: 'B' } }), B: named({ a: { Ref: 'A' } }) });
  expect(() => orderResources(circle)).toThrow('Shop: resources wait for each other: A -> B -> A.');
});

test('every unsupported type is named at once', () => {
  const fleet = stack({ Ship: { Type: 'AWS::Sea::Ship' }, Boat: { Type: 'AWS::Sea::Boat' } });
  expect(() => rejectUnsupportedTypes([fleet], {})).toThrow(
    /AWS::Sea::Ship \(Shop\/Ship\), AWS::Sea::Boat \(Shop\/Boat\)/,
  );
});
