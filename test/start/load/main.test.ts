import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../journeys/given.ts';
import { withDeadline } from '../../support/deadline.ts';

const program = join(import.meta.dirname, '../../../start/load/main.ts');

/** Runs the program in a process of its own. Resolves with its exit code and its output. */
function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [program, ...args]);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += chunk));
  child.stderr.on('data', (chunk) => (said.err += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code, ...said }));
  return { child, ended: withDeadline(ended, 'the end of the load', 50_000) };
}

test('it prints its usage', async () => {
  const { code, out, err } = await start('--help').ended;
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^Usage: npm run load -- FILE/);
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(105);
});

test('if it cannot begin, it says why in one line', async () => {
  expect(await start('a.csv', '--colour').ended).toEqual({
    code: 2,
    out: '',
    err: "Cannot load: Unknown option '--colour'. See npm run load -- --help.\n",
  });
});

describe('a load', () => {
  let desk: given.Frontdesk;
  let options: readonly string[];
  beforeAll(async () => {
    desk = await given.frontdesk();
    options = ['--url', desk.cloud.graphqlUrl, '--password', 'Passw0rd-2027', '--format', 'jsonl'];
  });
  afterAll(async () => desk[Symbol.asyncDispose]());
  const order = (orderId: string, units: number) =>
    `${JSON.stringify({ type: 'order', orderId, lines: [{ sku: 'towel-white', units, price: 9.5 }] })}\n`;

  test.each([
    [0, order('order-main-1', 1), /order +1 +0\n/],
    [1, order('order-main-1', 2), /OrderConflict, 1 refused\n {2}line 1: /],
  ])('ends with %i', async (code, line, output) => {
    const { child, ended } = start('-', ...options);
    child.stdin.end(line);
    expect(await ended).toEqual({ code, out: expect.stringMatching(output), err: '' });
  });

  test('that Ctrl-C ends reports what was done until then', async () => {
    const { child, ended } = start('-', ...options);
    const placed = new Promise<void>((resolve) => {
      desk.cloud.world.feed.subscribe((record) => {
        if (record.kind === 'write' && record.keys['pk'] === 'EVENTS#ORDER_ID#order-main-2') resolve();
      });
    });
    // Standard input stays open: there could still be more lines.
    child.stdin.write(order('order-main-2', 1));
    await withDeadline(placed, 'the order', 50_000);
    child.kill('SIGINT');
    expect(await ended).toEqual({
      code: 130,
      out: expect.stringMatching(/^Stopped: by Ctrl-C\. No line after 1 was sent\.\n[^]*order +1 +0\n/),
      err: '',
    });
  });
});
