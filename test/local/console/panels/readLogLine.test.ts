import { expect, test } from 'vitest';
import { formatMs } from '../../../../local/console/panels/formatMs.ts';
import { readLogLine } from '../../../../local/console/panels/readLogLine.ts';

test('a structured line says its level, its message and what else it names', () => {
  const line = JSON.stringify({
    ...{ level: 'WARN', message: 'stale', timestamp: '2027-01-01T00:00:00Z', traceId: 't' },
    ...{ step: 'store', receiveCount: 2, cause: { name: 'Conflict' } },
  });
  expect(readLogLine(line)).toEqual({
    level: 'WARN',
    message: 'stale',
    fields: [
      ['step', 'store'],
      ['receiveCount', '2'],
      ['cause', '{"name":"Conflict"}'],
    ],
  });
});

test.each(['plain words', '{ "cut": "of', '{no json}', '"text"', ''])('%j is shown as it is', (line) => {
  expect(readLogLine(line)).toEqual({ level: undefined, message: line, fields: [] });
});

test('a level that is no text and a message that is an object are texts, too', () => {
  expect(readLogLine('{"level":30,"message":{"id":1}}')).toEqual({
    level: undefined,
    message: '{"id":1}',
    fields: [],
  });
});

test.each([
  [0.4, '0 ms'],
  [999, '999 ms'],
  [1250, '1.25 s'],
  [12_340, '12.3 s'],
  [125_000, '2 min 5 s'],
])('%d milliseconds are %s', (ms, text) => expect(formatMs(ms)).toBe(text));
