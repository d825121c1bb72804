import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { onBrokenPipe } from '../../start/onBrokenPipe.ts';

/** Two outputs, whose errors are told by hand, and how often it was told that nobody reads. */
function outputs() {
  const both = [new Writable(), new Writable()] as const;
  let told = 0;
  onBrokenPipe(both, () => void told++);
  const fail = (output: Writable, code: string) =>
    output.emit('error', Object.assign(new Error(code), { code }));
  return { both, fail, told: () => told };
}

test('that nobody reads is told once, however much is still written', () => {
  const { both, fail, told } = outputs();
  expect(told()).toBe(0);
  for (const output of [...both, ...both]) fail(output, 'EPIPE');
  expect(told()).toBe(1);
});

test('another fault of an output is not taken for it', () => {
  const { both, fail, told } = outputs();
  expect(() => fail(both[0], 'ENOSPC')).toThrow('ENOSPC');
  expect(told()).toBe(0);
});
