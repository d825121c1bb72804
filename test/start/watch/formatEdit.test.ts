import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { ResourceChange } from '../../../local/platform/Feed.ts';
import { createReport } from '../../../start/watch/createReport.ts';
import { faultBlock, namesOf, notTaken } from '../../../start/watch/formatEdit.ts';

const change = (action: ResourceChange['action'], path: string): ResourceChange => ({
  action,
  stack: 'Shop',
  logicalId: path,
  path,
  type: 'AWS::SQS::Queue',
  properties: action === 'updated' ? ['Code'] : [],
});

/** A report, and what it printed. */
function given() {
  const printed: string[] = [];
  const report = createReport((text) => printed.push(stripVTControlCharacters(text)));
  return { report, said: () => printed.splice(0) };
}

const FILES = ['lib/app.ts'];
const FAULT = { file: 'lib/app.ts', line: 1, column: 2, message: 'no' };
const UPDATE = { changes: [change('updated', 'Worker')], codeWarnings: [], durationMs: 3 };

test('two files are named, more are counted, and none are the stacks', () => {
  expect(namesOf(['a.ts', 'b.ts'])).toBe('a.ts, b.ts');
  expect(namesOf(['a.ts', 'b.ts', 'c.ts'])).toBe('3 files');
  expect(namesOf([])).toBe('the stacks');
  expect(namesOf(['a\u001b[2J.ts'])).not.toContain('\u001b');
});

test('an edit is one line with its time and its changes, and its warnings are lines of their own', () => {
  const { report, said } = given();
  report.live(FILES, { ...UPDATE, codeWarnings: ['types\u001b[2J'] }, 1234);
  expect(said()).toEqual([
    'Live in 1.23 s: lib/app.ts, updated Shop/Worker (Code)',
    expect.stringMatching(/^Warning: types[^\u001b]+$/),
  ]);
});

test('a fault is said once, and mending it, too', () => {
  const { report, said } = given();
  report.refused(FILES, [FAULT]);
  report.refused(FILES, [FAULT]);
  expect(said()).toEqual(['Not taken: lib/app.ts; the version before serves on\n  lib/app.ts:1:2  no']);
  report.live(FILES, UPDATE, 10);
  report.live(FILES, UPDATE, 10);
  expect(said().map((line) => line.split(' in ')[0])).toEqual(['Mended, and live', 'Live']);
});

test('a fault that is taken back is mended, and an edit that decides nothing says so', () => {
  const { report, said } = given();
  report.same([]);
  report.same(FILES);
  report.refused(FILES, [FAULT]);
  said();
  report.same([]);
  expect(said()).toEqual(['Mended: the sources are those that run']);
  report.refused(FILES, [FAULT]);
  report.same(FILES);
  expect(said().at(-1)).toBe('Mended: lib/app.ts, and nothing that runs is different');
});

test('what a live edit breaks elsewhere is said once, and that it is mended', () => {
  const { report, said } = given();
  report.mistyped([FAULT]);
  report.mistyped([FAULT]);
  expect(said()).toEqual([
    'Types are wrong where the last edit, which is live, is used\n  lib/app.ts:1:2  no',
  ]);
  report.same(FILES);
  expect(said().at(-1)).toMatch(/^Mended: /);
});

test('a block lists ten faults, and how many there are beside', () => {
  const lines = stripVTControlCharacters(
    faultBlock(
      notTaken(FILES),
      Array.from({ length: 12 }, () => FAULT),
    ),
  ).split('\n');
  expect(lines).toHaveLength(12);
  expect(lines.at(-1)).toBe('  and 2 more');
});

test('what is lost is said before it is, and nothing else', () => {
  const { report, said } = given();
  report.announced([change('replaced', 'Table'), change('updated', 'Worker'), change('removed', 'Queue')]);
  expect(said()).toEqual([
    'AWS replaces Shop/Table: what it holds is gone',
    'AWS removes Shop/Queue: what it holds is gone',
  ]);
});

test('code of this process asks for another start, and nothing is said of none', () => {
  const { report, said } = given();
  report.loaded([]);
  report.loaded(['start/run.ts']);
  report.blind('too many folders');
  expect(said()).toEqual([
    'Start again to take start/run.ts: this process has loaded what it was before',
    'Edits are not seen: too many folders. Start again to take them.',
  ]);
});
