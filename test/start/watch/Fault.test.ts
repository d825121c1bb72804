import { transformSync } from 'esbuild';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OperatorError } from '../../../local/platform/errors.ts';
import { faultLine, faultsOf } from '../../../start/watch/Fault.ts';

const ROOT = join(import.meta.dirname, '../../..');

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

test('a fault is written as terminals and editors find its place', () => {
  expect(faultLine({ file: 'lib/app.ts', line: 12, column: 7, message: 'Unexpected ")"' })).toBe(
    'lib/app.ts:12:7  Unexpected ")"',
  );
  expect(faultLine({ file: 'cdk.json', message: 'is missing' })).toBe('cdk.json  is missing');
  expect(faultLine({ message: 'out of memory' })).toBe('out of memory');
});

test('what does not parse is at esbuild’s place, counted from 1', () => {
  const error = thrownBy(() => transformSync('const a = 1;\nconst b = ;', { sourcefile: 'lib/app.ts' }));
  expect(faultsOf(error, ROOT)).toEqual([
    { file: 'lib/app.ts', line: 2, column: 11, message: 'Unexpected ";"' },
  ]);
});

test('what our code throws is where it was thrown, below the checkout', () => {
  expect(faultsOf(new Error('no such stage'), ROOT)).toEqual([
    {
      file: 'test/start/watch/Fault.test.ts',
      line: expect.any(Number),
      column: expect.any(Number),
      message: 'no such stage',
    },
  ]);
  expect(faultsOf(new Error('no such stage'), '/elsewhere')).toEqual([{ message: 'no such stage' }]);
});

test('packages are passed over for the line of ours that called them', () => {
  const error = new Error('Invalid');
  error.stack = [
    'Error: Invalid',
    '    at Fn (/shop/node_modules/aws-cdk-lib/core.ts:1:1)',
    '    at new Shop (file:///shop/lib/Shop.ts:8:5)',
    '    at file:///shop/lib/app.ts:3:1',
  ].join('\n');
  expect(faultsOf(error, '/shop')).toEqual([{ file: 'lib/Shop.ts', line: 8, column: 5, message: 'Invalid' }]);
});

test('what Node cannot parse is at the line that it writes before the stack', () => {
  const error = new SyntaxError('Unexpected token');
  error.stack =
    '/shop/lib/app.ts:40\n  const = 4;\n\nSyntaxError: Unexpected token\n    at compile (node:vm:1:2)';
  expect(faultsOf(error, '/shop')).toEqual([{ file: 'lib/app.ts', line: 40, message: 'Unexpected token' }]);
});

test('a message that begins with a file is about that file', () => {
  expect(faultsOf(new Error('resolvers/a.ts is missing, or does not export b'), ROOT)).toEqual([
    { file: 'resolvers/a.ts', message: 'is missing, or does not export b' },
  ]);
});

test('what an operator has to mend has no place in our code', () => {
  expect(faultsOf(new OperatorError('Settings cannot be used.'), ROOT)).toEqual([
    { message: 'Settings cannot be used.' },
  ]);
});

test('what is thrown and no error is said as it is', () => {
  expect(faultsOf('stopped', ROOT)).toEqual([{ message: 'stopped' }]);
});
