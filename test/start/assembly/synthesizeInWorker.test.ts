import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { OperatorError } from '../../../local/platform/errors.ts';
import { runInWorker, synthesizeInWorker } from '../../../start/assembly/synthesizeInWorker.ts';

afterEach(() => vi.unstubAllEnvs());

/** Returns the error message for unusable settings. */
async function refusal(cdkJson: string, variable = '{}'): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'settings-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  writeFileSync(join(root, 'cdk.json'), cdkJson);
  vi.stubEnv('CDK_CONTEXT_JSON', variable);
  const error = await synthesizeInWorker(root, process.env, join(root, 'out')).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(OperatorError);
  return (error as OperatorError).message;
}

test('unusable settings are reported in one line, without a stack', async () => {
  expect(await refusal('{"context":{}}', '{"holdHours":"x","hold":1}')).toMatch(
    /^The context cannot be used: holdHours: must be a whole number from 1 to 720, but is "x"; hold: no such setting; there are .*$/,
  );
});

test('settings are those of cdk.json, overridden by those of the variable', async () => {
  const cdkJson = '{"context":{"holdHours":"x","stage":"SHOUTED"}}';
  expect(await refusal(cdkJson, '{"stage":"dev"}')).toBe(
    'The context cannot be used: holdHours: must be a whole number from 1 to 720, but is "x"',
  );
});

test.each([
  ['{"context":', '{}', /^cdk.json cannot be read: .*JSON/],
  ['{"context":[]}', '{}', /^cdk.json cannot be read: context: Invalid input/],
  ['{}', '{', /^CDK_CONTEXT_JSON cannot be read: .*JSON/],
  ['{}', '[1]', /^CDK_CONTEXT_JSON cannot be read: Invalid input/],
])(
  'with the cdk.json %s and the variable %s the error names the wrong one',
  async (cdkJson, variable, words) => {
    expect(await refusal(cdkJson, variable)).toMatch(words);
  },
);

const program = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

test('a program is run to its end', async () => {
  const shared = new Int32Array(new SharedArrayBuffer(4));
  await runInWorker(program("import { workerData } from 'node:worker_threads'; workerData[0] = 7;"), shared);
  expect(shared[0]).toBe(7);
});

test('what the program throws is thrown, and so is an error for a silent failure', async () => {
  await expect(runInWorker(program("throw new TypeError('torn');"), {})).rejects.toThrow(
    new TypeError('torn'),
  );
  await expect(runInWorker(program('process.exit(3);'), {})).rejects.toThrow(/ ended with 3$/);
});

test('a refusal is reported with its message alone', async () => {
  const refusing =
    "import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ refused: 'No.' });";
  await expect(runInWorker(program(refusing), {})).rejects.toThrow(new OperatorError('No.'));
});

test('what a program does next is told in its words', async () => {
  const told: string[] = [];
  const telling =
    "import { parentPort } from 'node:worker_threads'; for (const stage of ['one', 'two']) parentPort.postMessage({ stage });";
  await runInWorker(program(telling), {}, { progress: (stage) => told.push(stage) });
  expect(told).toEqual(['one', 'two']);
});
