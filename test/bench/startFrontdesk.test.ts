import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startFrontdesk } from '../../bench/server/startFrontdesk.ts';
import { withDeadline } from '../support/deadline.ts';

/** A program that serves `text`, prints its address and writes it to `file`. Only SIGKILL ends it. */
const program = (file: string, text: string) => `
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
  const server = require('node:http').createServer((_, response) => response.end(${JSON.stringify(text)}));
  server.listen(0, '127.0.0.1', () => {
    const url = 'http://127.0.0.1:' + server.address().port + '/outputs.json';
    require('node:fs').writeFileSync(${JSON.stringify(file)}, url);
    console.log(url);
  });`;
const addressFile = () => join(mkdtempSync(join(tmpdir(), 'bench-')), 'address');

/** Whether the program that wrote its address to `file` still answers. */
const answers = (file: string) =>
  fetch(readFileSync(file, 'utf8')).then(
    () => true,
    () => false,
  );

test('a server whose page cannot be read is ended', async () => {
  const file = addressFile();
  const command = [process.execPath, '-e', program(file, 'no JSON')] as const;
  await expect(startFrontdesk({ command: [...command] })).rejects.toThrow(/JSON/);
  expect(await answers(file)).toBe(false);
});

test('a missing program is reported', async () => {
  await expect(startFrontdesk({ command: ['/none/such'] })).rejects.toThrow(/ENOENT/);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s to a measurement ends its server too', async (signal, expected) => {
  const file = addressFile();
  const module = new URL('../../bench/server/startFrontdesk.ts', import.meta.url).href;
  const script = `
    const { startFrontdesk } = await import(${JSON.stringify(module)});
    await startFrontdesk({ command: [process.execPath, '-e', ${JSON.stringify(program(file, '{}'))}] });
    console.log('started');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  await withDeadline(once(child.stdout, 'data'), 'the server', 50_000);
  expect(await answers(file)).toBe(true);
  child.kill(signal);
  expect((await withDeadline(once(child, 'exit'), 'the end', 50_000))[0]).toBe(expected);
  expect(await answers(file)).toBe(false);
});
