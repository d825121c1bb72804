import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createBundles } from '../../../lib/bundles/createBundles.ts';

/** Bundles of a folder with these files. */
const given = (files: Record<string, string>) => {
  const root = mkdtempSync(join(tmpdir(), 'bundles-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return createBundles(root);
};

const resolver = `import { util } from '@aws-appsync/utils';
import { shared } from '../shared.ts';
export function request() { return util.toJson(shared); }
export function response() { return null; }`;

test('a resolver is one module whose only import is AppSync’s', () => {
  const bundles = given({
    'resolvers/orders/get.ts': resolver,
    'resolvers/shared.ts': 'export const shared = { a: 1 };',
  });
  const code = bundles.resolver('orders/get');
  expect(code.match(/^import .*$/gm)).toEqual(['import { util } from "@aws-appsync/utils";']);
  expect(code).toContain('shared = { a: 1 }');
  expect(code).toMatch(/export \{\s*request,\s*response\s*\};/);
});

test('a resolver larger than AppSync takes is refused', () => {
  const words = `export function request() { return '${'x'.repeat(
    33_000,
  )}'; }\nexport function response() {}`;
  expect(() => given({ 'resolvers/long.ts': words }).resolver('long')).toThrow(
    /resolvers\/long.ts is 33\d{3} bytes when bundled; AppSync takes 32768/,
  );
});

test('a file that is missing, or has nothing to run, is refused by name', () => {
  const bundles = given({ 'resolvers/shared.ts': 'export const shared = 1;' });
  expect(() => bundles.resolver('shared')).toThrow(
    'resolvers/shared.ts is missing, or does not export request and response',
  );
  expect(() => bundles.functionFolder('orders/get')).toThrow(
    'lambda-fns/orders/get.ts is missing, or does not export handler',
  );
});

test('a function’s version changes with its code, and only then', () => {
  const versionOf = (code: string) =>
    given({ 'lambda-fns/a.ts': `export const handler = () => ${code};` }).functionVersion('a');
  expect(versionOf('1')).toMatch(/^[\da-f]{64}$/);
  expect(versionOf('1')).toBe(versionOf('1 // one'));
  expect(versionOf('1')).not.toBe(versionOf('2'));
});

test('code that does not parse is refused with its place', () => {
  expect(() => given({ 'resolvers/broken.ts': 'export function request( {' }).resolver('broken')).toThrow(
    'resolvers/broken.ts:1:',
  );
});

test('a function’s folder holds nothing but its code, which CommonJS can load', async () => {
  const folder = given({
    'lambda-fns/orders/get.ts': 'export const handler = async () => 1 + 1;',
  }).functionFolder('orders/get');
  expect(readdirSync(folder).sort()).toEqual(['index.js', 'package.json']);
  expect(await createRequire(import.meta.url)(join(folder, 'index.js')).handler()).toBe(2);
});

test('a function’s modules of Node are required, also those that a library imports when it needs them', async () => {
  const folder = given({
    'lambda-fns/late.ts': "export const handler = async () => (await import('node:http')).METHODS.length;",
  }).functionFolder('late');
  const { handler } = createRequire(import.meta.url)(join(folder, 'index.js'));
  expect(await handler()).toBeGreaterThan(9);
  expect(readFileSync(join(folder, 'index.js'), 'utf8')).not.toContain('import(');
});

test('the same code makes the same bytes, wherever it lies', () => {
  const bytes = () =>
    readFileSync(
      join(given({ 'lambda-fns/a.ts': 'export const handler = () => 1;' }).functionFolder('a'), 'index.js'),
      'utf8',
    );
  expect(bytes()).toBe(bytes());
});
