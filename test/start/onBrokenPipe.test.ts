import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { onBrokenPipe } from '../../start/onBrokenPipe.ts';

/** Two outputs whose errors a test emits, and how often the callback was called. */
function outputs() {
  const both = [new Writable(), new Writable()] as const;
  let calls = 0;
  onBrokenPipe(both, () => void calls++);
  const fail = (output: Writable, code: string) =>
    output.emit('error', Object.assign(new Error(code), { code }));
  return { both, fail, calls: () => calls };
}

test('the callback is called once, however much is still written', () => {
  const { both, fail, calls } = outputs();
  expect(calls()).toBe(0);
  for (const output of [...both, ...both]) fail(output, 'EPIPE');
  expect(calls()).toBe(1);
});

test('another error of an output is thrown', () => {
  const { both, fail, calls } = outputs();
  expect(() => fail(both[0], 'ENOSPC')).toThrow('ENOSPC');
  expect(calls()).toBe(0);
});
