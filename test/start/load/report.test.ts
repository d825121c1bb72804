import { expect, test } from 'vitest';
import { createTally } from '../../../start/load/outcomes.ts';
import { createProgress, summarize } from '../../../start/load/report.ts';

const plain = {
  elapsedMs: 2000,
  dryRun: false,
  stopped: undefined,
  refusedFile: undefined,
  refusedFault: undefined,
};

/** A tally of two accepted orders and one refusal of each of these types. */
function aTally(...refused: readonly [errorType: string, message: string][]) {
  const tally = createTally();
  for (const line of [1, 2]) tally.count({ line, kind: 'order', input: {} });
  for (const [index, [errorType, message]] of refused.entries())
    tally.count({ line: 3 + index, kind: 'restock', errorType, message, value: {} });
  return tally;
}

test('accepted and refused are counted by kind', () => {
  expect(summarize(aTally(['Unauthorized', 'No']), plain)).toBe(
    [
      '            accepted   refused',
      'order              2         0',
      'restock            0         1',
      'in all             2         1',
      '',
      'in 2.0 s, 2 a second',
      '',
      'Unauthorized, 1 refused',
      '  line 3: No',
    ].join('\n'),
  );
});

test('refusals are grouped by type, the most frequent first, with the first five lines of each', () => {
  const many = Array.from({ length: 7 }, (): [string, string] => ['DatesTaken', 'Taken']);
  const text = summarize(aTally(['NotFound', 'No such SKU'], ...many), plain);
  expect(text.slice(text.indexOf('DatesTaken'))).toBe(
    'DatesTaken, 7 refused\n' +
      [4, 5, 6, 7, 8].map((line) => `  line ${line}: Taken\n`).join('') +
      '  and 2 more\n\nNotFound, 1 refused\n  line 3: No such SKU',
  );
});

test('control characters in a file do not reach the terminal', () => {
  const text = summarize(
    aTally(['Unreadable', '\u001b[2J\u0007\r\u009b'], ['\u001b]0;x', 'y'.repeat(1000)]),
    plain,
  );
  expect(text).toContain('  line 3: \\u{1b}[2J\\u{7}\\u{d}\\u{9b}\n');
  expect(text).not.toMatch(/(?!\n)\p{C}/u);
  expect(text).not.toContain('y'.repeat(201));
});

test('an early end and the file of refused lines are reported', () => {
  const text = summarize(aTally(['NotFound', 'No']), {
    ...plain,
    stopped: 'by Ctrl-C',
    refusedFile: 'mend.jsonl',
  });
  expect(text).toMatch(/^Stopped: by Ctrl-C\. No line after 3 was sent\.\n/);
  expect(text).toMatch(/The refused lines are in mend\.jsonl: mend them there, and load that file\.$/);
});

test('the last line that was sent is the last one of an order', () => {
  const tally = createTally();
  tally.count({ line: 2, lastLine: 5, kind: 'order', input: {} });
  tally.count({ line: 1, kind: 'restock', input: {} });
  expect(summarize(tally, { ...plain, stopped: 'by Ctrl-C' })).toMatch(
    /^Stopped: .* No line after 5 was sent/,
  );
});

test('an empty file and a dry run are reported as such', () => {
  expect(summarize(createTally(), plain)).toBe('There was nothing to load.');
  expect(summarize(aTally(), { ...plain, dryRun: true })).toMatch(/ good +refused[^]+Nothing was sent/);
});

/** What is written by ticks at these times, with one line accepted before each. */
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

test('a terminal has one line, which is overwritten ten times a second', () => {
  expect(writtenAt(true, [50, 99, 100, 150, 200])).toEqual([
    '\r3 accepted, 0 refused, 30 a second, 0.1 s\u001b[K',
    '\r5 accepted, 0 refused, 25 a second, 0.2 s\u001b[K',
    '\r\u001b[K',
  ]);
});

test('a log gets a line every five seconds', () => {
  expect(writtenAt(false, [100, 4999, 5000, 9999, 65_000])).toEqual([
    '3 accepted, 0 refused, 1 a second, 5.0 s\n',
    '5 accepted, 0 refused, 0 a second, 1 min 5 s\n',
  ]);
});
