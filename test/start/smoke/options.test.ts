import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOptions } from '../../../start/smoke/options.ts';
import { readOutputs } from '../../../start/smoke/readOutputs.ts';

test('the options have defaults, and without outputs npm start on this machine is meant', () => {
  const read = { outputs: 'outputs.json', charge: false, waitMs: 60_000 };
  expect(readOptions(['--outputs', 'outputs.json'])).toEqual(read);
  expect(readOptions([], { PORT: '4300' })).toMatchObject({ outputs: 'http://127.0.0.1:4300/outputs.json' });
  expect(readOptions(['--help'])).toBe('help');
});

test.each([
  [['--outputs', 'x', '--wait', '0'], '--wait is "0"; give a whole number from 1 to 900'],
  [['--outputs', 'x', '--wait', 'long'], '--wait is "long"'],
  [['--output', 'x'], "Unknown option '--output'"],
  [['outputs.json'], "Unexpected argument 'outputs.json'"],
])('%j is refused: %s', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});

const fileOf = (content: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'smoke-')), 'outputs.json');
  writeFileSync(path, content);
  return path;
};

test.each([
  ['nothing', /^The outputs cannot be read: /],
  ['[]', /holds no outputs of stacks\.$/],
  [
    '{"Data":{"UserPoolId":"pool"}}',
    /lacks GraphqlUrl, RealtimeUrl, Region, UserPoolClientId\. Deploy all stacks/,
  ],
])('outputs such as %s are refused', (content, message) => {
  expect(() => readOutputs(fileOf(content))).toThrow(message);
});

test('a file that is not there is refused by its name', () => {
  expect(() => readOutputs('/nowhere/outputs.json')).toThrow(/nowhere\/outputs\.json/);
});
