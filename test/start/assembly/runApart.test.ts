import { expect, test } from 'vitest';
import { OperatorError } from '../../../local/platform/errors.ts';
import { runApart } from '../../../start/assembly/runApart.ts';

const program = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

test('a program is run to its end', async () => {
  const shared = new Int32Array(new SharedArrayBuffer(4));
  await runApart(program("import { workerData } from 'node:worker_threads'; workerData[0] = 7;"), shared);
  expect(shared[0]).toBe(7);
});

test('what it throws is thrown, and so is that it gave up without a word', async () => {
  await expect(runApart(program("throw new TypeError('torn');"), {})).rejects.toThrow(new TypeError('torn'));
  await expect(runApart(program('process.exit(3);'), {})).rejects.toThrow(/ ended with 3$/);
});

test('what it refuses is told in its words alone', async () => {
  const refusing =
    "import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ refused: 'No.' });";
  await expect(runApart(program(refusing), {})).rejects.toThrow(new OperatorError('No.'));
});
