import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkTypes, CODE_PROJECT, editedProjects, projectOf } from '../../../start/watch/checkTypes.ts';

const PACKAGES = join(import.meta.dirname, '../../../node_modules');
const NATIVE = `@typescript/typescript-${process.platform}-${process.arch}`;

/** A checkout with one faulty type, and with these packages alone. */
function given(...packages: string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'types-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const folder of ['model', 'node_modules/@typescript'])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(join(root, 'tsconfig.json'), '{"compilerOptions":{"strict":true,"noEmit":true,"types":[]}}');
  writeFileSync(join(root, 'model/stay.ts'), `export const nights: string =\n  5;\n`);
  for (const name of packages) symlinkSync(join(PACKAGES, name), join(root, 'node_modules', name));
  return root;
}

const isInstalled = (() => {
  try {
    return createRequire(import.meta.url).resolve(`${NATIVE}/package.json`) !== '';
  } catch {
    return false;
  }
})();

const FAULT = {
  file: 'model/stay.ts',
  line: 1,
  column: 14,
  message: `Type 'number' is not assignable to type 'string'. TS2322`,
};

test('types are checked where there is no native compiler', async () => {
  expect(await checkTypes({ root: given('typescript'), project: CODE_PROJECT })).toEqual([FAULT]);
});

test.skipIf(!isInstalled)('the native compiler finds the same, without the other one', async () => {
  expect(await checkTypes({ root: given(NATIVE), project: CODE_PROJECT })).toEqual([FAULT]);
});

test('what cannot be checked is said, rather than taken for right', async () => {
  await expect(
    checkTypes({ root: given('typescript'), project: CODE_PROJECT, signal: AbortSignal.abort() }),
  ).rejects.toThrow('Types cannot be checked: ');
});

test.each([
  [['resolvers/orders/order.ts', 'resolvers/platform/users.ts'], 'resolvers'],
  [['lambda-fns/orders/placeOrder.ts', 'lambda-fns/orders/shared/rows.ts'], 'lambda-fns-orders'],
  [['lambda-fns/orders/placeOrder.ts', 'schema.graphql'], 'lambda-fns-orders'],
  [['lambda-fns/orders/placeOrder.ts', 'lambda-fns/payments/pay.ts'], 'code'],
  [['lambda-fns/platform/transact.ts'], 'code'],
  [['model/orders/keys.ts'], 'code'],
  [['resolvers/orders/order.ts', 'lambda-fns/orders/placeOrder.ts'], 'code'],
  [['resolvers/orders/order.ts', 'lib/domains/orders.ts'], 'stacks'],
  [['tsconfig.json'], 'stacks'],
])('a change of %j is checked with %s', (files, project) => {
  expect(projectOf(files).name).toBe(project);
});

test('the types that an edit of one folder waits for are those that are checked before anybody edits', () => {
  const root = given();
  for (const folder of ['resolvers', 'lambda-fns/orders', 'lambda-fns/platform'])
    mkdirSync(join(root, folder), { recursive: true });
  const edits = ['resolvers/orders/order.ts', 'lambda-fns/orders/placeOrder.ts', 'dashboard/main.tsx'];
  expect(editedProjects(root)).toEqual(edits.map((file) => projectOf([file])));
});
