import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { compilerOf } from '../../start/watch/checkTypes.ts';
import { root } from './root.ts';

const PLANTED = 'test/laws/fixtures/planted/types';

/** Returns the lines in which the compiler reports the errors of a project, each beginning with its file and place. */
async function errorsOf(project: string): Promise<string[]> {
  const [program, ...args] = compilerOf(root);
  const options = { cwd: root, maxBuffer: 10 * 2 ** 20 };
  const output = await promisify(execFile)(
    program,
    [...args, '-p', project, '--noEmit', '--pretty', 'false'],
    options,
  ).catch((error: { stdout: string }) => error);
  // Further lines of an error are indented.
  return output.stdout.split('\n').filter((line) => /^\S/.test(line));
}

// All else is compiled by `lint.test.ts`, which needs its types anyway.
test.each(['local/console', 'dashboard'])('%s compiles', async (project) => {
  expect(await errorsOf(project)).toEqual([]);
});

test('each planted mistake is found', async () => {
  const found = (await errorsOf(PLANTED)).map((line) => /\((\d+),\d+\): error (TS\d+):/.exec(line)!.slice(1));
  expect(found.map((one) => one.join(' ')).sort()).toEqual(
    ['2 TS18048', '3 TS2322', '4 TS7006', '5 TS1294', '8 TS6133', '9 TS2578'].sort(),
  );
});
