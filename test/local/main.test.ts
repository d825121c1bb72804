import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = join(import.meta.dirname, '../../local/main.ts');

test('the usage names the command that brings its own Node', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, '--help']);
  expect(stdout).toMatch(/^Usage: npm run local -- ASSEMBLY /);
});

test('without an assembly one line says what is missing', async () => {
  const { stderr } = await promisify(execFile)(process.execPath, [program]).catch((failure) => failure);
  expect(stderr).toMatch(/^.*Cannot start:.* Name the folder of a cloud assembly, .*\n$/);
});
