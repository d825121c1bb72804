import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { OperatorError } from '../../../../local/platform/errors.ts';
import { ensurePrivateFolder } from '../../../../local/services/lambda/unpackCode.ts';
import { type ZipEntry, zip } from '../../../support/zip.ts';
import { bundle, givenLambda } from './givenLambda.ts';

const HANDLER = Buffer.from(`exports.handler = async () => require('./lib/part.js');`);

function zipped(entries: readonly ZipEntry[]): string {
  const folder = bundle({});
  writeFileSync(`${folder}/code.zip`, zip(entries));
  return `${folder}/code.zip`;
}

test('a ZIP archive is deployed like a folder', async () => {
  const codePath = zipped([
    { path: 'lib/', content: Buffer.alloc(0), method: 0 },
    { path: 'index.js', content: HANDLER, method: 8 },
    { path: 'lib/part.js', content: Buffer.from('module.exports = 42;'), method: 0 },
  ]);

  expect((await givenLambda('', { codePath }).invoke()).answer).toBe(42);
});

test('source inside the template is deployed as index.js', async () => {
  const { invoke } = givenLambda('', { inlineCode: `exports.handler = async () => 'inline';` });

  expect((await invoke()).answer).toBe('inline');
});

test.each<[string, ZipEntry, string]>([
  [
    'leads out of the archive',
    { path: '../../out.js', content: HANDLER, method: 0 },
    'invalid relative path: ../../out.js',
  ],
  ['has an absolute path', { path: '/out.js', content: HANDLER, method: 0 }, 'absolute path: /out.js'],
  ['is compressed in an unknown way', { path: 'index.js', content: HANDLER, method: 12 }, 'method: 12'],
  [
    'is longer than the archive says',
    { path: 'index.js', content: HANDLER, method: 8, size: 1 },
    'too many bytes',
  ],
])('an archive with a file that %s is refused', async (_, entry, message) => {
  await expect(givenLambda('', { codePath: zipped([entry]) }).invoke()).rejects.toThrow(message);
});

test.each<[string, ZipEntry[], string]>([
  [
    'one file',
    [{ path: 'index.js', content: Buffer.alloc(1), method: 8, size: 262_144_001 }],
    'Unzipped size',
  ],
  [
    'many files together',
    Array.from({ length: 3 }, (_, n) => ({
      path: `${n}`,
      content: Buffer.alloc(1),
      method: 8,
      size: 100_000_000,
    })),
    'Unzipped size must be smaller than 262144000 bytes',
  ],
  [
    'more files than a machine should hold',
    Array.from({ length: 50_001 }, (_, n) => ({
      path: `${n}`,
      content: Buffer.alloc(0),
      method: 0 as const,
    })),
    'There are more than 50000 files',
  ],
])('an archive that grows too large by %s is refused before it is inflated', async (_, entries, message) => {
  await expect(givenLambda('', { codePath: zipped(entries) }).invoke()).rejects.toThrow(message);
});

test('a folder larger than Lambda takes is refused before it is read', async () => {
  const codePath = bundle({ 'index.js': '' });
  truncateSync(join(codePath, 'index.js'), 262_144_001);

  await expect(givenLambda('', { codePath }).invoke()).rejects.toThrow('Unzipped size must be smaller');
});

test('a file that is no archive is refused', async () => {
  const codePath = `${bundle({ 'code.zip': 'nothing' })}/code.zip`;

  await expect(givenLambda('', { codePath }).invoke()).rejects.toThrow('not a zip file');
});

test('a changed bundle is unpacked into another folder, an unchanged one into the same', async () => {
  const root = async (source: string) => (await givenLambda(source).invoke()).answer;
  const folder = `exports.handler = async () => process.env.LAMBDA_TASK_ROOT;`;

  expect(await root(folder)).toBe(await root(folder));
  expect(await root(folder)).not.toBe(await root(`${folder} // changed`));
});

test('code is read once, when it is first invoked', async () => {
  const codePath = bundle({ 'index.js': `exports.handler = async () => 'kept';` });
  const { invoke } = givenLambda('', { codePath });

  expect((await invoke()).answer).toBe('kept');
  rmSync(codePath, { recursive: true });
  mkdirSync(codePath);
  expect((await invoke()).answer).toBe('kept');
});

/** The path of what is not there yet. */
function aPlace(): string {
  const parent = mkdtempSync(join(tmpdir(), 'private-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  return join(parent, 'code');
}

const USER = process.getuid!();

test('a folder is created for its owner alone, and used again', async () => {
  const path = aPlace();
  ensurePrivateFolder(path);
  ensurePrivateFolder(path);
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

test('a folder of another user is refused', async () => {
  const path = aPlace();
  mkdirSync(path);
  expect(() => ensurePrivateFolder(path, USER + 1)).toThrow(`${path} belongs to user ${USER}, `);
});

test('a folder that others may write to is refused with advice', async () => {
  const path = aPlace();
  mkdirSync(path);
  chmodSync(path, 0o770);
  expect(() => ensurePrivateFolder(path)).toThrow(
    new OperatorError(
      `${path} can be written to by others, so no code is run from it: remove it, or set TMPDIR to another folder`,
    ),
  );
});

test('a link to a folder is refused', async () => {
  const path = aPlace();
  mkdirSync(`${path}-elsewhere`);
  symlinkSync(`${path}-elsewhere`, path);
  expect(() => ensurePrivateFolder(path)).toThrow(`${path} is no folder, `);
});
