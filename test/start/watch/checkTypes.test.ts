import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkTypes } from '../../../start/watch/checkTypes.ts';

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
  expect(await checkTypes({ root: given('typescript'), project: 'code' })).toEqual([FAULT]);
});

test.skipIf(!isInstalled)('the native compiler finds the same, without the other one', async () => {
  expect(await checkTypes({ root: given(NATIVE), project: 'code' })).toEqual([FAULT]);
});

test('what cannot be checked is said, rather than taken for right', async () => {
  await expect(
    checkTypes({ root: given('typescript'), project: 'code', signal: AbortSignal.abort() }),
  ).rejects.toThrow('Types cannot be checked: ');
});
