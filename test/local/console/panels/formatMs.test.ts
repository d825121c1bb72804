import { expect, test } from 'vitest';
import { formatMs } from '../../../../local/console/panels/formatMs.ts';

test.each([
  [0.4, '0 ms'],
  [999, '999 ms'],
  [1250, '1.25 s'],
  [12_340, '12.3 s'],
  [125_000, '2 min 5 s'],
])('%d milliseconds are %s', (ms, text) => expect(formatMs(ms)).toBe(text));
