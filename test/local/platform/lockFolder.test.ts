import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OperatorError } from '../../../local/platform/errors.ts';
import { lockFolder } from '../../../local/platform/lockFolder.ts';
import { createContenders } from '../../support/folderContenders.ts';

const run = promisify(execFile);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a folder is locked once, and again after it was unlocked', () => {
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(OperatorError);
  unlock();
  lockFolder(folder)();
});

test('the message names the process that has the lock', () => {
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(
    new RegExp(
      `^${folder} is in use by process ${process.pid} on \\S+: stop it, or start with another folder.$`,
    ),
  );
  unlock();
});

test('a folder whose lock or owner is something else is not locked', () => {
  writeFileSync(
    join(folder, 'lock.sqlite'),
    'shopping list, long enough to be taken for a header of a database\n'.repeat(20),
  );
  expect(() => lockFolder(folder)).toThrow('file is not a database');
  rmSync(join(folder, 'lock.sqlite'));
  mkdirSync(join(folder, 'owner'));
  expect(() => lockFolder(folder)).toThrow('EISDIR');
});

test('six processes that lock a folder at the same time, after its owner was killed: one gets it', async () => {
  const contenders = createContenders(folder, 6);
  for (let bout = 0; bout < 12; bout++) expect(await contenders.contest()).toBe(1);
  contenders.end();
});

const inPidNamespace = (command: readonly string[]) =>
  run('unshare', ['--map-root-user', '--user', '--pid', '--fork', '--mount-proc', ...command]);
const hasPidNamespaces = await inPidNamespace(['true']).then(
  () => true,
  () => false,
);

test.runIf(hasPidNamespaces)('a process in another pid namespace does not get the lock either', async () => {
  const lockIt = [
    process.execPath,
    '--input-type=module',
    '--eval',
    `import { lockFolder } from '${join(import.meta.dirname, '../../../local/platform/lockFolder.ts')}';
    try { lockFolder(${JSON.stringify(folder)}); console.log('locked'); } catch (error) { console.log(error.name); }`,
  ];
  const unlock = lockFolder(folder);
  expect((await inPidNamespace(lockIt)).stdout.trim()).toBe('OperatorError');
  unlock();
  expect((await inPidNamespace(lockIt)).stdout.trim()).toBe('locked');
});
