import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { watchFolders } from '../../../start/watch/watchFolders.ts';
import { createInbox } from '../../support/createInbox.ts';

/** Watches `lib` and `schema.graphql` of a folder. */
function given() {
  const root = mkdtempSync(join(tmpdir(), 'watched-'));
  const at = (path: string) => join(root, path);
  const write = (path: string, text = '') => writeFileSync(at(path), text);
  mkdirSync(at('lib/domains'), { recursive: true });
  ['lib/app.ts', 'lib/domains/orders.ts', 'schema.graphql', 'README.md'].forEach((path) => write(path));
  const reports = createInbox<readonly string[]>('what changed');
  const onFailure = vi.fn();
  const watch = watchFolders({
    root,
    paths: ['lib', 'schema.graphql', 'missing'],
    onChange: (paths) => reports.put(paths),
    onFailure,
  });
  onTestFinished(() => {
    watch[Symbol.dispose]();
    rmSync(root, { recursive: true });
    expect(onFailure).not.toHaveBeenCalled();
  });
  return {
    root,
    watch,
    at,
    write,
    reports,
    make: (path: string) => mkdirSync(at(path), { recursive: true }),
    /** Reads reports until one has this path. */
    async seen(path: string) {
      while (!(await reports.next()).includes(path));
    },
  };
}

test('a file that is written is seen, in a folder and beside it', async () => {
  const { write, seen } = given();
  write('lib/domains/orders.ts', '1');
  await seen('lib/domains/orders.ts');
  write('schema.graphql', '1');
  await seen('schema.graphql');
});

test('a file is seen each time another one is renamed over it', async () => {
  const { at, write, seen } = given();
  for (const text of ['1', '2', '3']) {
    write('lib/.app.ts.tmp', text);
    renameSync(at('lib/.app.ts.tmp'), at('lib/app.ts'));
    await seen('lib/app.ts');
  }
});

test('an editor’s temporary files and its change are one report', async () => {
  const { at, write, reports } = given();
  write('lib/4913');
  rmSync(at('lib/4913'));
  renameSync(at('lib/app.ts'), at('lib/app.ts~'));
  write('lib/app.ts', '1');
  rmSync(at('lib/app.ts~'));
  expect(new Set(await reports.next())).toEqual(new Set(['lib/4913', 'lib/app.ts', 'lib/app.ts~']));
});

test('files in new folders are seen, however deep', async () => {
  const { make, write, seen } = given();
  make('lib/constructs/shared');
  await seen('lib/constructs');
  write('lib/constructs/shared/Queue.ts');
  await seen('lib/constructs/shared/Queue.ts');
  write('lib/constructs/shared/Queue.ts', '1');
  await seen('lib/constructs/shared/Queue.ts');
});

test('a folder that is deleted is seen, and so is one that takes its place', async () => {
  const { at, make, write, seen } = given();
  rmSync(at('lib/domains'), { recursive: true });
  await seen('lib/domains');
  make('lib/domains');
  await seen('lib/domains');
  write('lib/domains/orders.ts', '1');
  await seen('lib/domains/orders.ts');
});

test('a folder that is moved is watched where it is now', async () => {
  const { at, write, seen } = given();
  renameSync(at('lib/domains'), at('lib/areas'));
  await seen('lib/areas');
  write('lib/areas/orders.ts', '1');
  await seen('lib/areas/orders.ts');
});

test('two hundred files that a checkout changes are one report', async () => {
  const { make, write, reports, seen } = given();
  const paths = Array.from({ length: 200 }, (_, index) => `lib/${index % 4}/file${index}.ts`);
  for (const folder of ['0', '1', '2', '3']) make(`lib/${folder}`);
  await seen('lib/3');
  for (const path of paths) write(path, '1');
  expect((await reports.next()).toSorted()).toEqual(paths.toSorted());
  write('lib/app.ts', '1');
  expect(await reports.next()).toEqual(['lib/app.ts']);
});

test('what is not closed is told no more once it is closed', async () => {
  const { root, watch, write, reports } = given();
  watch[Symbol.dispose]();
  const other = createInbox<readonly string[]>('what changed');
  using _ = watchFolders({ root, paths: ['lib'], onChange: other.put, onFailure: () => undefined });
  write('lib/app.ts', '1');
  await other.next();
  expect(reports.all()).toEqual([]);
});
