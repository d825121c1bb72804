import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPrinter } from '../../../local/cli/createPrinter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const turn = () => vi.advanceTimersByTime(0);

function given() {
  const writes: string[] = [];
  return { writes, ...createPrinter({ write: (text) => writes.push(text) }) };
}

test('the lines of one turn of the event loop are written together, in their order', () => {
  const { writes, print } = given();

  print('one');
  print('two');
  turn();
  vi.advanceTimersByTime(20);
  print('three');
  turn();

  expect(writes).toEqual(['one\ntwo\n', 'three\n']);
});

test('what is printed right after a write waits for the next one, and nothing is lost', () => {
  const { writes, print } = given();

  print('one');
  turn();
  for (let turns = 0; turns < 19; turns++) {
    print(`${turns}`);
    vi.advanceTimersByTime(1);
  }
  expect(writes).toEqual(['one\n']);
  vi.advanceTimersByTime(1);

  expect(writes).toHaveLength(2);
  expect(writes[1]?.split('\n')).toHaveLength(20);
  vi.advanceTimersByTime(20);
  print('last');
  turn();
  expect(writes[2]).toBe('last\n');
});
