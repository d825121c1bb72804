import { expect, test } from 'vitest';
import { readOptions } from '../../../start/load/options.ts';

test('by default the admin of npm start loads the file into it', () => {
  expect(readOptions(['shop.csv'], {})).toEqual({
    file: 'shop.csv',
    format: 'csv',
    url: 'http://127.0.0.1:4000/outputs.json',
    user: 'admin',
    password: 'Frontdesk-2027',
    concurrency: 20,
    dryRun: false,
    refused: undefined,
  });
});

test.each([
  ['a.jsonl', 'jsonl'],
  ['a.NDJSON', 'jsonl'],
  ['a.CSV', 'csv'],
])('%s is %s', (file, format) => {
  expect(readOptions([file], {})).toMatchObject({ format });
});

test('the password is the typed one, or else that of the environment, or else that of npm start', () => {
  const FRONTDESK_PASSWORD = 'of-the-environment';
  expect(readOptions(['a.csv', '--password', 'typed'], { FRONTDESK_PASSWORD })).toMatchObject({
    password: 'typed',
  });
  expect(readOptions(['a.csv'], { FRONTDESK_PASSWORD })).toMatchObject({ password: FRONTDESK_PASSWORD });
  expect(readOptions(['a.csv'], { FRONTDESK_PASSWORD: '' })).toMatchObject({ password: 'Frontdesk-2027' });
});

test('help needs no file', () => {
  expect(readOptions(['--help'], {})).toBe('help');
});

test.each([
  [[], 'Name one file to load, or - for standard input. See npm run load -- --help.'],
  [['a.csv', 'b.csv'], 'Name one file to load, or - for standard input. See npm run load -- --help.'],
  [['-'], 'Say what - is with --format jsonl or --format csv. See npm run load -- --help.'],
  [['a.xlsx'], 'Say what a.xlsx is with --format jsonl or --format csv. See npm run load -- --help.'],
  [['a.csv', '--format', 'xml'], '--format is "xml"; give jsonl or csv. See npm run load -- --help.'],
  [
    ['a.csv', '--refused', 'Mend.CSV'],
    '--refused is written as JSON Lines; give Mend.CSV a name such as mend.jsonl. See npm run load -- --help.',
  ],
  [['a.csv', '--colour'], "Unknown option '--colour'. See npm run load -- --help."],
  ...['0', '1001', '2.5', 'many', ''].map((given): [string[], string] => [
    ['a.csv', '--concurrency', given],
    `--concurrency is "${given}"; give a whole number from 1 to 1000. See npm run load -- --help.`,
  ]),
])('%j: %s', (args, message) => {
  expect(() => readOptions(args, {})).toThrow(expect.objectContaining({ name: 'OperatorError', message }));
});
