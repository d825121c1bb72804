import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './root.ts';

/** Returns what `npm run format -- --check` reports, for what is given or for all files. */
function checkFormat(...files: string[]) {
  const program = join(root, 'lint/format.js');
  const { status, stderr } = spawnSync(process.execPath, [program, '--check', ...files], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

test('every file is formatted by Prettier', () => {
  expect(checkFormat()).toEqual({ status: 0, stderr: '' });
});

test('a file that is not is named', () => {
  const planted = 'test/laws/fixtures/planted/format/wrong.ts';
  const { status, stderr } = checkFormat(planted, '--ignore-path', '.gitignore');
  expect(status).toBe(1);
  expect(stderr).toContain(planted);
});
