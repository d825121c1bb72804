import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from './root.ts';

const formatter = join(root, 'node_modules/oxfmt/bin/oxfmt');
const config = join(root, '.oxfmtrc.json');

/** Returns the files in `cwd` that `npm run format` would change. */
function checkFormat(cwd: string) {
  // `--check` prints colours and times wherever `FORCE_COLOR` is set, as CI sets it; a list of names is the same everywhere.
  const args = [formatter, '--config', config, '--list-different'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  return { status, wrong: stdout.split('\n').filter(Boolean) };
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
