import { describe, expect, test } from 'vitest';
import { bundleResolvers } from '../../lib/bundles/bundleResolvers.ts';
import { lintResolvers } from './lintResolvers.ts';

const bundles = bundleResolvers(process.cwd());

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html */
const LIMIT = 32_000;

describe('every bundled resolver', () => {
  test('passes the lint of AppSync', async () => {
    expect(await lintResolvers(bundles)).toEqual([]);
  });

  test.each([...bundles])('%s is within the 32 KB of AppSync', (_path, code) => {
    expect(Buffer.byteLength(code)).toBeLessThan(LIMIT);
  });

  test.each([...bundles])('%s imports nothing but the modules of AppSync', (_path, code) => {
    const imported = [...code.matchAll(/^import .* from "(.*)";$/gm)].map(([, module]) => module);
    expect(['@aws-appsync/utils', '@aws-appsync/utils/dynamodb']).toEqual(expect.arrayContaining(imported));
  });

  test.each([...bundles])('%s has both handlers', (_path, code) => {
    expect(code).toMatch(/export \{[^}]*\brequest\b[^}]*\bresponse\b[^}]*\}/);
  });
});

test.each([
  ['a regular expression', 'export const request = (ctx) => ({ payload: /a/ });'],
  ['a try', 'export function request(ctx) { try { return {}; } catch (error) { return null; } }'],
  ['a method AppSync lacks', "export const request = (ctx) => ({ payload: 'a'.padStart(3) });"],
])('the lint bites on %s', async (_what, code) => {
  expect(await lintResolvers(new Map([['planted', code]]))).toHaveLength(1);
});
