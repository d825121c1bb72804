import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './root.ts';

/** What `npm run format -- --check` says of the files, or of `more` as well. */
function checkFormat(...more: string[]) {
  const program = join(root, 'lint/format.js');
  const { status, stderr } = spawnSync(process.execPath, [program, '--check', ...more], { encoding: 'utf8' });
  return { status, stderr };
}

test('every file is as Prettier writes it', () => {
  expect(checkFormat()).toEqual({ status: 0, stderr: '' });
});

test('a file that is not is named', () => {
  const planted = 'test/laws/fixtures/planted/format/wrong.ts';
  const { status, stderr } = checkFormat(planted, '--ignore-path', '.gitignore');
  expect(status).toBe(1);
  expect(stderr).toContain(planted);
});
