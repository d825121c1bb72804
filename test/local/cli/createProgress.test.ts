import { expect, test } from 'vitest';
import { createProgress } from '../../../local/cli/createProgress.ts';

test('each stage is one line with the time, and nothing in it acts on a terminal', () => {
  const written: string[] = [];
  let uptime = 0.11;
  const progress = createProgress({ write: (text) => written.push(text) }, () => uptime);

  progress('Reading the sources');
  uptime = 12.34;
  progress('Data in a\u001b[2J\nb');

  expect(written.map((line) => line.replace(/\u001b\[\d+m/g, ''))).toEqual([
    '  0.1 s  Reading the sources\n',
    ' 12.3 s  Data in a\\u{1b}[2J\\u{a}b\n',
  ]);
});
