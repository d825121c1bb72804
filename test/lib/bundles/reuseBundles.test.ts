import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { bundleFunctions } from '../../../lib/bundles/bundleFunctions.ts';
import { bundleResolvers } from '../../../lib/bundles/bundleResolvers.ts';
import { type Made, reuseBundles } from '../../../lib/bundles/reuseBundles.ts';

/** A folder with these files. */
function givenFolder(files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), 'reuse-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (path: string, text: string) => {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return { root, write };
}

/** Reads each entry's file, and notes which were read. */
function givenReader(files: Record<string, string>) {
  const { root, write } = givenFolder(files);
  const read: string[][] = [];
  const make = (entries: readonly string[]) => {
    read.push([...entries]);
    return new Map<string, Made<string>>(
      entries.map((entry) => [entry, { value: readFileSync(join(root, entry), 'utf8'), inputs: [entry] }]),
    );
  };
  const reuse = (settings: unknown = null, entries = Object.keys(files)) =>
    Object.fromEntries(reuseBundles<string>({ root, name: 'files', settings, entries, make }));
  return { root, write, read, reuse };
}

/** What was written until now counts as written before whatever follows. */
function pause() {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1000 });
  onTestFinished(() => void vi.useRealTimers());
}

test('only what a changed file is part of is made again', () => {
  const { write, read, reuse } = givenReader({ a: '1', b: '1' });
  pause();
  expect(reuse()).toEqual({ a: '1', b: '1' });
  write('b', '2');
  pause();
  expect(reuse()).toEqual({ a: '1', b: '2' });
  expect(reuse()).toEqual({ a: '1', b: '2' });
  expect(read).toEqual([['a', 'b'], ['b']]);
});

test('everything is made again with other settings, other packages, and where the memory was cut short', () => {
  const { root, write, read, reuse } = givenReader({ a: '1' });
  pause();
  reuse();
  reuse('others');
  write('node_modules/.package-lock.json', '{}');
  reuse('others');
  const [memory = ''] = readdirSync(join(root, 'build/bundles'));
  write(`build/bundles/${memory}`, '{"key":');
  reuse('others');
  expect(read).toHaveLength(4);
});

test('what changed while it was read is read again', () => {
  const { root, write, reuse } = givenReader({ a: '1' });
  const changing = reuseBundles<string>({
    root,
    name: 'files',
    settings: null,
    entries: ['a'],
    make: () => {
      write('a', '2');
      return new Map([['a', { value: '1', inputs: ['a'] }]]);
    },
  });
  expect(changing.get('a')).toBe('1');
  pause();
  expect(reuse()).toEqual({ a: '2' });
});

const step = (text: string) => `import { shared } from '../../model/shared.ts';
import type { Unused } from '../../model/types.ts';
export const claim = { request: () => shared + '${text}', response: (ctx: Unused) => ctx };`;

test('a file that two bundles share changes both, and one that gives types alone changes none', () => {
  const { root, write } = givenFolder({
    'resolvers/orders/one.ts': step('one'),
    'resolvers/orders/two.ts': step('two'),
    'model/shared.ts': `export const shared = 'a';`,
    'model/types.ts': 'export type Unused = string;',
  });
  const first = bundleResolvers(root);
  write('model/types.ts', 'export type Unused = number;');
  expect(bundleResolvers(root)).toEqual(first);
  write('model/shared.ts', `export const shared = 'b';`);
  const second = bundleResolvers(root);
  expect([...second.keys()]).toEqual(['orders/one.claim', 'orders/two.claim']);
  for (const code of second.values()) expect(code).toContain('"b"');
});

test('a step that is no longer exported is no longer there', () => {
  const { root, write } = givenFolder({
    'resolvers/orders/one.ts': step('one'),
    'model/shared.ts': `export const shared = 'a';`,
  });
  expect([...bundleResolvers(root).keys()]).toEqual(['orders/one.claim']);
  write('resolvers/orders/one.ts', step('one').replace('claim', 'take'));
  expect([...bundleResolvers(root).keys()]).toEqual(['orders/one.take']);
});

test('a bundle that somebody removed or changed is made again', () => {
  const { root } = givenFolder({ 'lambda-fns/a.ts': 'export const handler = () => 1;' });
  const folderOf = () => bundleFunctions(root, {}).get('a') ?? '';
  const code = readFileSync(join(folderOf(), 'index.js'), 'utf8');
  writeFileSync(join(folderOf(), 'index.js'), '// nothing');
  expect(readFileSync(join(folderOf(), 'index.js'), 'utf8')).toBe(code);
  rmSync(folderOf(), { recursive: true });
  expect(readFileSync(join(folderOf(), 'index.js'), 'utf8')).toBe(code);
});

test('a bundle of code that is gone stays as long as somebody may be reading it, and no longer', () => {
  const { root, write } = givenFolder({});
  const change = (code: string) => {
    write('lambda-fns/a.ts', `export const handler = () => ${code};`);
    pause();
    return bundleFunctions(root, {}).get('a') ?? '';
  };
  const kept = () => readdirSync(join(root, 'build/functions'));
  const first = change('1');
  change('2');
  expect(kept()).toHaveLength(2);
  const longAgo = new Date(Date.now() - 31 * 60_000);
  utimesSync(first, longAgo, longAgo);
  change('3');
  expect(kept()).toHaveLength(2);
  expect(kept()).not.toContain(first.split('/').at(-1));
});
