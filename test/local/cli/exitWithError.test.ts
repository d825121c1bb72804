import { writeFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { exitWithError } from '../../../local/cli/exitWithError.ts';
import { OperatorError } from '../../../local/platform/errors.ts';

afterEach(() => vi.restoreAllMocks());

/** What `exitWithError` prints, without colours. */
function printed(error: unknown): string {
  const exit = new Error('the process ends');
  vi.spyOn(process, 'exit').mockImplementation(() => {
    throw exit;
  });
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(() => exitWithError(error)).toThrow(exit);
  return write.mock.calls.join('').replace(/\u001b\[\d+m/g, '');
}

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

test('an error of the operator is one line', () => {
  expect(printed(new OperatorError('Port 1 is taken.'))).toBe('Cannot start: Port 1 is taken.\n');
});

test.each([
  ['a full disk', '/dev/full', 'ENOSPC: no space left on device, write'],
  ['a folder that is not there', '/nowhere/file', "ENOENT: no such file or directory, open '/nowhere/file'"],
  ['a folder instead of a file', '/', "EISDIR: illegal operation on a directory, open '/'"],
])('%s is one line', (_, path, line) => {
  expect(printed(thrownBy(() => writeFileSync(path, 'text')))).toBe(`Cannot start: ${line}\n`);
});

test('any other error shows its stack', () => {
  expect(printed(new TypeError('a bug'))).toMatch(/^Cannot start: TypeError: a bug\n {4}at /);
});

test('input in a message cannot write to the terminal', () => {
  expect(printed(new OperatorError('no file \u001b[2J\u202e'))).toBe(
    'Cannot start: no file \\u{1b}[2J\\u{202e}\n',
  );
});
