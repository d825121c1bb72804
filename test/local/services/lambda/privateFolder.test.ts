import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { OperatorError } from '../../../../local/platform/errors.ts';
import { privateFolder } from '../../../../local/services/lambda/privateFolder.ts';

/** The path of what is not there yet. */
function aPlace(): string {
  const parent = mkdtempSync(join(tmpdir(), 'private-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  return join(parent, 'code');
}

const USER = process.getuid!();

test('a folder is made for its owner alone, and found again', async () => {
  const path = aPlace();
  await privateFolder(path);
  await privateFolder(path);
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

test('a folder of somebody else’s is refused', async () => {
  const path = aPlace();
  mkdirSync(path);
  await expect(privateFolder(path, USER + 1)).rejects.toThrow(`${path} belongs to user ${USER}, `);
});

test('a folder that others may write to is refused, in words that say what to do', async () => {
  const path = aPlace();
  mkdirSync(path);
  chmodSync(path, 0o770);
  await expect(privateFolder(path)).rejects.toThrow(
    new OperatorError(
      `${path} can be written to by others, so no code is run from it: remove it, or set TMPDIR to another folder`,
    ),
  );
});

test('a link to a folder is none', async () => {
  const path = aPlace();
  mkdirSync(`${path}-elsewhere`);
  symlinkSync(`${path}-elsewhere`, path);
  await expect(privateFolder(path)).rejects.toThrow(`${path} is no folder, `);
});
