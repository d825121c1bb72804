import { expect, test } from 'vitest';
import { isLoaded, isOfStacks, isSource, isTyped } from '../../../start/watch/sources.ts';

test.each([
  'lib/app.ts',
  'resolvers/orders/placeOrder.ts',
  'lib/checks/queues.json',
  'schema.graphql',
  'cdk.json',
  'node_modules/.package-lock.json',
])('%s is a source', (path) => {
  expect(isSource(path)).toBe(true);
});

test.each(['lib/domains', 'resolvers/orders/shared', 'letters/core'])(
  '%s may be a folder of sources',
  (path) => {
    expect(isSource(path)).toBe(true);
  },
);

test.each([
  'lib/4913',
  'lib/.app.ts.swp',
  'lib/.#app.ts',
  'lib/#app.ts#',
  'lib/app.ts~',
  'lib/app.ts.tmp',
  'lib/.DS_Store',
])('%s is an editor’s own file', (path) => {
  expect(isSource(path)).toBe(false);
});

test.each(['README.md', 'library/app.ts', 'test/lib/app.test.ts', 'node_modules/zod/index.js', 'letters'])(
  'no assembly is of %s',
  (path) => {
    expect(isSource(path)).toBe(false);
  },
);

test('what this process has loaded is taken by another start alone', () => {
  expect(['local/startCloud.ts', 'start/run.ts', 'local/console/page.css'].every(isLoaded)).toBe(true);
  expect(['local/.startCloud.ts.swp', 'start/4913', 'lib/app.ts', 'start/run.ts~'].some(isLoaded)).toBe(
    false,
  );
});

test('a synthesis is needed for all but code and the schema', () => {
  expect(['lib/app.ts', 'cdk.json', 'package.json', 'letters/core'].map(isOfStacks)).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(['resolvers/a.ts', 'lambda-fns/a.ts', 'model/a.ts', 'schema.graphql'].some(isOfStacks)).toBe(false);
});

test('types can be wrong by code, by settings of the compiler and by other packages', () => {
  expect(['model/a.ts', 'tsconfig.json', 'node_modules/.package-lock.json'].every(isTyped)).toBe(true);
  expect(['schema.graphql', 'cdk.json'].some(isTyped)).toBe(false);
});
