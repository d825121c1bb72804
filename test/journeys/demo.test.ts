import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createScreen } from '../../start/demo/Screen.ts';
import { play } from '../../start/demo/play.ts';
import { recordLastLines } from '../../start/demo/StepFailed.ts';
import * as given from './given.ts';

const main = join(import.meta.dirname, '../../start/demo/main.ts');
const demo = (...args: string[]) => promisify(execFile)(process.execPath, [main, ...args]);

describe('the demo', () => {
  test('runs to the end, accounts for every request, fits 80 columns without colours, and says what to try next', async () => {
    const { stdout } = await demo('--fast');
    expect(stdout).toContain('The accounting');
    expect(stdout).toContain('✓ no two approved stays share a night');
    expect(stdout).not.toContain('NOT SO');
    expect(stdout).toMatch(/It adds up\.\s+Try it yourself:\s+npm start /);
    expect(stdout).not.toContain('MISSING');
    expect(stdout).not.toContain('\u001b');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    for (const line of stdout.split('\n')) expect(line).toBe(line.trimEnd());
    for (const status of ['PENDING', 'APPROVED', 'REJECTED', 'PAID', 'CANCELLED', 'EXPIRED'])
      expect(stdout).toMatch(new RegExp(`←.*${status}`));
    for (const status of ['STOCK_ALLOCATED', 'STOCK_DEPLETED', 'PAYMENT_REJECTED', 'DELIVERED', 'CANCELED'])
      expect(stdout).toMatch(new RegExp(`←.*${status}`));
    expect(stdout).toMatch(/← Carl .*brass-lamp .*0 on hand/);
    for (const status of ['READY', 'SHIPPED', 'PAYMENT_ACCEPTED'])
      expect(stdout).toMatch(new RegExp(`← Tara .*${status}`));
    for (const status of ['PENDING', 'AVAILABLE', 'ASSIGNED', 'COMPLETED'])
      expect(stdout).toMatch(new RegExp(`← Carl .*shopping list .*${status}`));
    expect(stdout).toMatch(/· Tara .*invoice .*ADJUSTED .*EUR 21\.20/);
    expect(stdout).toContain('2 seats taken in 2 slots');
    expect(stdout).toContain('3 picked + 1 missing = 4 ordered');
    for (const refusal of ['PriceChanged', 'NotOffered', 'BasketChanged', 'SlotTaken'])
      expect(stdout).toMatch(new RegExp(`→.*${refusal}`));
  });

  test('prints its usage', async () => {
    expect((await demo('--help')).stdout).toContain('Usage: npm run demo');
  });

  test('names an option it does not know', async () => {
    await expect(demo('--slow')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("'--slow'"),
    });
  });

  test('ends cleanly on Ctrl-C', async () => {
    const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    const complaints: string[] = [];
    child.stderr.on('data', (text) => complaints.push(String(text)));
    child.stdout.on('data', (text) => {
      said.push(String(text));
      if (!child.killed && said.join('').includes('PENDING')) child.kill('SIGINT');
    });
    expect(await once(child, 'close')).toEqual([130, null]);
    expect(said.join('')).toContain('Stopped.');
    expect(complaints).toEqual([]);
  });

  test('says which step failed, and what the backend did last', async () => {
    const desk = await given.frontdesk();
    onTestFinished(() => desk.cloud.close());
    const last = recordLastLines(desk.cloud);
    const screen = createScreen({ fast: true, now: desk.cloud.world.clock.now });
    // Seeding fails, because there is an admin already.
    await expect(play(desk.cloud, screen)).rejects.toMatchObject({
      message: 'The complex was not filled',
      place: 'start/seed.ts',
      cause: { message: expect.stringContaining('UsernameExistsException') },
    });
    await desk.apartment();
    expect(last().join()).toContain('createApartment by admin: ok');
  });
});
