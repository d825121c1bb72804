import { expect, test } from 'vitest';
import { createPrinter } from '../../../local/cli/createPrinter.ts';
import { createActivity, turn } from '../../../local/platform/Activity.ts';
import { createClock } from '../../../local/platform/createClock.ts';

function given() {
  const writes: string[] = [];
  const clock = createClock({
    activity: createActivity(),
    onError: (error) => expect.unreachable(String(error)),
    frozenAt: 0,
  });
  return { writes, clock, ...createPrinter({ write: (text) => writes.push(text) }, clock) };
}

test('the lines of one turn of the event loop are written together, in their order', async () => {
  const { writes, clock, print } = given();

  print('one');
  print('two');
  await turn();
  await clock.advance(20);
  print('three');
  await turn();

  expect(writes).toEqual(['one\ntwo\n', 'three\n']);
});

test('what is printed right after a write waits for 20 ms, and is written together', async () => {
  const { writes, clock, print } = given();

  print('one');
  await turn();
  for (const line of ['two', 'three', 'four']) {
    print(line);
    await clock.advance(6);
    await turn();
  }
  expect(writes).toEqual(['one\n']);
  await clock.advance(2);
  expect(writes).toEqual(['one\n', 'two\nthree\nfour\n']);

  print('five');
  await turn();
  await clock.advance(20);
  expect(writes[2]).toBe('five\n');
});

test('what waits can be written at once, once', async () => {
  const { writes, clock, print, flush } = given();

  print('one');
  await turn();
  print('two');
  flush();
  await clock.advance(40);
  expect(writes).toEqual(['one\n', 'two\n']);
});
