import { expect, test } from 'vitest';
import { createProgress } from '../../../start/load/createProgress.ts';
import { createTally } from '../../../start/load/Tally.ts';

/** What is written when it is asked to at these times, a line accepted before each. */
function writtenAt(isTerminal: boolean, times: readonly number[]): string[] {
  const [written, tally] = [[] as string[], createTally()];
  let now = 1000;
  const progress = createProgress({ write: (text) => written.push(text), isTerminal, now: () => now });
  for (const time of times) {
    now = 1000 + time;
    tally.count({ line: 1, kind: 'order', input: {} });
    progress.tick(tally);
  }
  progress.end();
  return written;
}

test('a terminal has one line, written over ten times a second', () => {
  expect(writtenAt(true, [50, 99, 100, 150, 200])).toEqual([
    '\r3 accepted, 0 refused, 30 a second, 0.1 s\u001b[K',
    '\r5 accepted, 0 refused, 25 a second, 0.2 s\u001b[K',
    '\r\u001b[K',
  ]);
});

test('a log has a line every five seconds', () => {
  expect(writtenAt(false, [100, 4999, 5000, 9999, 65_000])).toEqual([
    '3 accepted, 0 refused, 1 a second, 5.0 s\n',
    '5 accepted, 0 refused, 0 a second, 1 min 5 s\n',
  ]);
});
