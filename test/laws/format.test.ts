import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from './root.ts';

const formatter = join(root, 'node_modules/oxfmt/bin/oxfmt');
const config = join(root, '.oxfmtrc.json');

/** Returns what `npm run format -- --check` reports of `paths` in `cwd`; of all files, if none is given. */
function checkFormat(cwd: string, ...paths: string[]) {
  const args = [formatter, '--config', config, '--check', ...paths];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  return { status, wrong: stdout.match(/^\S+(?= \(\d+ms\)$)/gm) ?? [] };
}

test('every file is formatted', () => {
  expect(checkFormat(root)).toEqual({ status: 0, wrong: [] });
});

test('a file that is not is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'format-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  copyFileSync(join(root, 'test/laws/fixtures/planted/format/wrong.ts'), join(folder, 'wrong.ts'));
  expect(checkFormat(folder)).toEqual({ status: 1, wrong: ['wrong.ts'] });
});
