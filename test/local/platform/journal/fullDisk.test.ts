import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OperatorError } from '../../../../local/platform/errors.ts';
import { openJournal } from '../../../../local/platform/journal/openJournal.ts';

const run = promisify(execFile);

/** Runs a shell script where it may mount file systems that nobody else sees. */
const inMountNamespace = (script: string, ...args: readonly string[]) =>
  run('unshare', ['--map-root-user', '--user', '--mount', 'sh', '-ec', script, 'sh', ...args]);
const hasMountNamespaces = await inMountNamespace('mount -t tmpfs none /mnt').then(
  () => true,
  () => false,
);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'full-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.runIf(hasMountNamespaces)(
  'a disk that fills up: what was written is kept, and every message is one line',
  async () => {
    const script = `
    mount -t tmpfs -o size=256k none "$1"
    ${process.execPath} ${join(import.meta.dirname, 'fillDisk.ts')} fill "$1"
    ${process.execPath} ${join(import.meta.dirname, 'fillDisk.ts')} open "$1"
    ls "$1/data"
    mount -o remount,size=4m "$1"
    ${process.execPath} ${join(import.meta.dirname, 'fillDisk.ts')} open "$1"`;
    const { stdout, stderr } = await inMountNamespace(script, folder);
    const [filled = '', whileFull, ...rest] = stdout.trimEnd().split('\n');
    const { written, message } = JSON.parse(filled) as { written: number; message: string }; // `fillDisk.ts` prints it
    expect(written).toBeGreaterThan(10);
    expect(message).toMatch(
      /^\S+\/journal cannot be written: ENOSPC: [^\n]+; no more changes are accepted\.$/,
    );
    expect(whileFull).toMatch(/^OperatorError \S+ cannot be used for data: ENOSPC: [^\n]+\.$/);
    expect(rest).toEqual(['journal', 'lock.sqlite', 'owner', `kept ${written}`]);
    expect(stderr).toBe('');
  },
);

test('a folder where the journal should be is refused in one line', () => {
  mkdirSync(join(folder, 'journal'));
  expect(() => openJournal(folder)).toThrow(OperatorError);
  expect(() => openJournal(folder)).toThrow(
    `${folder}/journal is not a file: move it away, or start with another folder.`,
  );
});

test('a folder where the lock should be is refused in one line', () => {
  mkdirSync(join(folder, 'lock.sqlite'));
  expect(() => openJournal(folder)).toThrow(OperatorError);
  expect(() => openJournal(folder)).toThrow(/^\S+ cannot be used for data: unable to open database file\.$/);
});
