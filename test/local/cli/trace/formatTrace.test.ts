import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { formatTrace, formatTraces } from '../../../../local/cli/trace/formatTrace.ts';
import { cutToWidth, wrap } from '../../../../local/cli/terminalText.ts';
import type { Trace, TraceNode } from '../../../../local/traces/Trace.ts';

const node = (kind: TraceNode['kind'], name: string, more: Partial<TraceNode> = {}): TraceNode => ({
  kind,
  name,
  text: '',
  level: 'ok',
  reason: null,
  atMs: 0,
  durationMs: null,
  children: [],
  ...more,
});

const REASON = 'card declined, because the bank said that it does not know whose card this is any more';

const trace: Trace = {
  id: '1-65920080-0123456789abcdef01234567',
  operation: 'mutation createThing',
  caller: 'ann',
  outcome: 'error',
  reason: REASON,
  time: Date.UTC(2027, 0, 1, 12, 30, 15, 250),
  durationMs: 1234,
  omitted: 2,
  nodes: [
    node('request', 'mutation createThing', {
      text: 'by ann',
      durationMs: 12,
      children: [
        node('read', 'Table', { text: 'GetItem, 1 item' }),
        node('step', 'enqueue', {
          atMs: 3,
          durationMs: 2,
          children: [
            node('message', 'Things queue', {
              text: 'done',
              atMs: 4,
              durationMs: 1230,
              children: [
                node('invocation', 'Work', {
                  text: 'failed',
                  atMs: 30,
                  durationMs: 1200,
                  level: 'error',
                  reason: REASON,
                  children: [
                    node('write', 'Table', {
                      text: `INSERT ${'PK#'.repeat(20)}7 ${'SK#'.repeat(20)}8`,
                      atMs: 40,
                    }),
                    node('write', 'Table', { text: 'unchanged A B', atMs: 40 }),
                    node('log', 'Work', { text: 'a line of log '.repeat(20), atMs: 50 }),
                  ],
                }),
              ],
            }),
          ],
        }),
      ],
    }),
  ],
};

const plain = (text: string) => stripVTControlCharacters(text).split('\n');

test('a tree has times, guides, and a reason that is wrapped below its line', () => {
  expect(plain(formatTrace(trace, { width: 60, isVerbose: false }))).toEqual([
    'mutation createThing by ann: error, 1.23 s',
    '12:30:15.250  1-65920080-0123456789abcdef01234567',
    '',
    '    0 ms mutation createThing by ann (12 ms)',
    '    3 ms └ step enqueue (2 ms)',
    '    4 ms   └ message done Things queue (1.23 s)',
    '   30 ms     └ lambda Work failed (1.20 s)',
    '                 card declined, because the bank said that',
    '                 it does not know whose card this is any',
    '                 more',
    '   40 ms       ├ write INSERT PK#PK#P…#PK#PK#PK#PK#PK#PK#7 …',
    '   50 ms       └ a line of log a line of log a line of log …',
    '2 further records were not kept.',
  ]);
});

test('whoever wants everything sees reads and unchanged rows, and a pipe gets whole lines', () => {
  const lines = plain(formatTrace(trace, { width: Infinity, isVerbose: true }));
  expect(lines).toContain('    0 ms ├ read GetItem, 1 item Table');
  expect(lines).toContain('   40 ms       ├ write unchanged A B Table');
  expect(lines).toContain(`   30 ms     └ lambda Work failed (1.20 s): ${REASON}`);
  expect(lines.join('\n')).not.toContain('…SK');
});

test('a list has a line for each request, cut to the terminal', () => {
  const [line, ...others] = plain(formatTraces([trace], { width: 70, isVerbose: false }));
  expect(others).toEqual([]);
  expect(line).toBe('12:30:15.250 234567 mutation createThing by ann: error: card declined…');
});

test('a painted line is cut by what is seen of it', () => {
  const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
  expect(cutToWidth(red('12345'), 5)).toBe(red('12345'));
  expect(cutToWidth(`${red('123')}${red('456')}`, 5)).toBe(`${red('123')}${red('4…')}`);
  expect(wrap('ab cdefghij k', 4)).toEqual(['ab', 'cdef', 'ghij', 'k']);
});
