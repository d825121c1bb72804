import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fingerprintOf } from '../../../start/assembly/fingerprintOf.ts';

/** A folder with a name that a URL would escape. */
function givenFolder() {
  const parent = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  const root = join(parent, 'a café [1]');
  mkdirSync(join(root, 'lib/inner'), { recursive: true });
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  write('lib/inner/one.ts', 'one');
  write('schema.graphql', 'schema');
  return { root, write, print: () => fingerprintOf(root, ['lib', 'schema.graphql']) };
}

test('the same files have the same fingerprint in every folder', () => {
  expect(givenFolder().print()).toBe(givenFolder().print());
});

test('a changed, a new and a renamed file each change the fingerprint', () => {
  const { root, write, print } = givenFolder();
  const prints = [print()];
  write('lib/inner/one.ts', 'two');
  prints.push(print());
  write('lib/two.ts', '');
  prints.push(print());
  rmSync(join(root, 'lib/two.ts'));
  write('lib/three.ts', '');
  prints.push(print());
  expect(new Set(prints).size).toBe(prints.length);
});

test('a file that is listed but missing changes the fingerprint, and does not throw', () => {
  const { root, print } = givenFolder();
  const before = print();
  symlinkSync('nowhere', join(root, 'lib/gone.ts'));
  expect(print()).not.toBe(before);
});

test('a path without any file is refused, because its fingerprint would never change', () => {
  const { root } = givenFolder();
  mkdirSync(join(root, 'resolvers'));
  for (const place of ['model', 'resolvers'])
    expect(() => fingerprintOf(root, ['lib', place])).toThrow(`${place} is missing in ${root}`);
});
