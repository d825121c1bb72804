import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { account, type Books } from '../../start/demo/account.ts';

const main = new URL('../../start/demo/main.ts', import.meta.url).pathname;
const demo = (...args: string[]) => promisify(execFile)(process.execPath, [main, ...args]);

describe('the demo', () => {
  test('plays to the end, accounts for every request, and fits 100 columns without colours', async () => {
    const { stdout } = await demo('--fast');
    expect(stdout).toContain('The accounting');
    expect(stdout).toContain('✓ no two approved stays share a night');
    expect(stdout).not.toContain('NOT SO');
    expect(stdout).not.toContain('MISSING');
    expect(stdout).not.toContain('\u001b');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    for (const status of ['PENDING', 'APPROVED', 'REJECTED', 'PAID', 'CANCELLED', 'EXPIRED'])
      expect(stdout).toMatch(new RegExp(`←.*${status}`));
  });

  test('tells how it is used', async () => {
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
});

describe('the accounting', () => {
  const stay = {
    id: 'b1',
    status: 'APPROVED',
    apartmentId: 'a1',
    startDate: '2027-03-10',
    endDate: '2027-03-13',
  };
  const entry = {
    who: 'Tara',
    action: 'book',
    about: 'flat 201',
    answer: { outcome: 'accepted', word: 'QUEUED', bookingId: 'b1' },
  } as const;
  const books: Books = {
    entries: [entry],
    stored: { bookings: [stay], queued: 0, dead: 0 },
    statusesOf: () => ['PENDING', 'APPROVED'],
  };
  const faults = (changed: Partial<Books>) =>
    account({ ...books, ...changed })
      .checks.filter(({ holds }) => !holds)
      .map(({ claim }) => claim);

  test('adds up where all is there', () => {
    expect(faults({})).toEqual([]);
    expect(account(books).rows).toEqual([{ count: 1, action: 'book', answer: 'QUEUED', end: 'APPROVED' }]);
  });

  test.each<[string, Partial<Books>, RegExp]>([
    [
      'a request without an answer',
      { entries: [entry, { who: 'Tui', action: 'book', about: 'flat 1' }] },
      /requests sent/,
    ],
    ['a ticket without a booking', { stored: { ...books.stored, bookings: [] } }, /tickets given/],
    [
      'a booking without a ticket',
      { stored: { ...books.stored, bookings: [stay, { ...stay, id: 'b2', apartmentId: 'a2' }] } },
      /tickets given/,
    ],
    [
      'a status told twice',
      { statusesOf: () => ['PENDING', 'PENDING', 'APPROVED'] },
      /heard each status once/,
    ],
    ['a status never told', { statusesOf: () => ['PENDING'] }, /heard each status once/],
    ['a message left in a queue', { stored: { ...books.stored, queued: 1 } }, /left in queues/],
    ['a dead letter nobody knows of', { stored: { ...books.stored, dead: 1 } }, /left in queues/],
  ])('shows %s', (_, changed, claim) => {
    expect(faults(changed)).toEqual([expect.stringMatching(claim)]);
  });

  test('shows approved stays that share a night', () => {
    const other = { ...stay, id: 'b2', startDate: '2027-03-12', endDate: '2027-03-14' };
    const entries = [entry, { ...entry, answer: { ...entry.answer, bookingId: 'b2' } }];
    expect(faults({ entries, stored: { ...books.stored, bookings: [stay, other] } })).toEqual([
      'no two approved stays share a night',
    ]);
  });
});
