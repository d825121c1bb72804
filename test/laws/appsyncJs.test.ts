import { describe, expect, test } from 'vitest';
import { bundleResolvers } from '../../lib/bundles/bundleResolvers.ts';
import { appsyncComplaints } from './lintAppsync.ts';
import { root } from './root.ts';

test('the bundled resolvers use only what APPSYNC_JS has', async () => {
  const bundles = bundleResolvers(root);
  expect(bundles.size).toBeGreaterThan(0);
  expect(await appsyncComplaints(bundles)).toEqual([]);
});

test('the bundled resolvers import only what APPSYNC_JS provides', () => {
  const imported = [...bundleResolvers(root).values()].flatMap((code) =>
    [...code.matchAll(/^import .* from "(.+)";$/gm)].map(([, name]) => name),
  );
  expect(new Set(imported).size).toBeGreaterThan(0);
  expect(imported.filter((name) => !/^@aws-appsync\/utils(\/|$)/.test(name!))).toEqual([]);
});

describe('what AppSync would refuse is refused here too', () => {
  test.each([
    ['no-async', 'export async function request() { return {}; }'],
    ['no-try', 'export function request() { try { return {}; } catch { return null; } }'],
    ['no-for', 'export function request() { for (let i = 0; i < 3; i += 1) {} return {}; }'],
    ['no-while', 'export function request() { while (true) {} }'],
    ['no-classes', 'class A {}\nexport function request() { return {}; }'],
    ['no-regex', 'export function request(ctx) { return /a/; }'],
    ['no-disallowed-unary-operators', 'export function request(ctx) { let n = 1; n++; return n; }'],
    [
      'no-recursion',
      'function down(n) { return n === 0 ? 0 : down(n - 1); }\nexport function request() { return down(3); }',
    ],
    [
      'no-function-passing',
      'function twice(f) { return f; }\nexport function request() { return twice(() => 1); }',
    ],
    ['no-disallowed-methods', "export function request() { return 'a'.localeCompare('b'); }"],
  ])('%s', async (rule, code) => {
    expect(await appsyncComplaints(new Map([['planted', code]]))).toContain(
      `planted.js @aws-appsync/${rule}`,
    );
  });

  test('what AppSync accepts is accepted', async () => {
    const code =
      "import { util } from '@aws-appsync/utils';\nexport const request = (ctx) => ({ id: util.autoId(), list: ctx.args.list.map((one) => one.id) });";
    expect(await appsyncComplaints(new Map([['lawful', code]]))).toEqual([]);
  });
});

test.each([
  ['a regular expression', 'export const request = (ctx) => ({ payload: /a/ });'],
  ['a try', 'export function request(ctx) { try { return {}; } catch (error) { return null; } }'],
  ['a method AppSync lacks', "export const request = (ctx) => ({ payload: 'a'.padStart(3) });"],
])('the lint bites on %s', async (_what, code) => {
  expect(await appsyncComplaints(new Map([['planted', code]]))).toHaveLength(1);
});
