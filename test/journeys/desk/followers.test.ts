import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInbox } from '../../support/createInbox.ts';
import * as given from '../given.ts';
import * as when from '../when.ts';

const [CLIENTS, EACH, BOOKINGS] = [20, 10, 5];

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk({ running: true });
});
afterAll(() => desk[Symbol.asyncDispose]());

type Line = { readonly ready: true } | { readonly follower: string; readonly delivered: any };

/** Time runs here, so stays begin relative to the machine's date. */
const inDays = (days: number) =>
  new Date(desk.cloud.world.clock.now() + days * 86_400_000).toISOString().slice(0, 10);

test('200 subscriptions of 20 browsers see every status once', async () => {
  const certificate = join(import.meta.dirname, '../../../build/test/followers.pem');
  writeFileSync(certificate, desk.cloud.certificate);
  const task = {
    outputs: desk.cloud.describe(),
    username: 'caretaker',
    password: 'Passw0rd-2027',
    subscription: 'subscription { onBookingStatus { id status } }',
    clients: CLIENTS,
    count: EACH,
  };
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../support/amplifyFollowers.ts'), JSON.stringify(task)],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const lines = createInbox<Line>('a status');
    createInterface({ input: child.stdout }).on('line', (line) => lines.put(JSON.parse(line) as Line));
    expect(await lines.next(60_000)).toEqual({ ready: true });

    const tenant = await desk.tenant();
    const expected: string[] = [];
    for (let at = 0; at < BOOKINGS; at++) {
      const input = when.aStay(await desk.apartment(), inDays(40 + 3 * at), inDays(42 + 3 * at));
      const { createApartmentBooking } = await tenant.graphql(when.BOOK, { input });
      await desk.cloud.settles();
      await when.confirms(desk, desk.caretaker, createApartmentBooking.id);
      for (const status of ['APPROVED', 'PENDING']) expected.push(`${createApartmentBooking.id} ${status}`);
    }

    const seen = new Map<string, string[]>();
    for (let left = CLIENTS * EACH * expected.length; left > 0; left--) {
      const line = await lines.next(60_000);
      if (!('follower' in line)) throw new Error('it was ready already');
      const { id, status } = line.delivered.onBookingStatus;
      seen.set(line.follower, [...(seen.get(line.follower) ?? []), `${id} ${status}`]);
    }
    expect(seen.size).toBe(CLIENTS * EACH);
    for (const statuses of seen.values()) expect(statuses.toSorted()).toEqual(expected.toSorted());
    // Nothing more is under way: whatever came twice would have taken the place of another.
    await desk.cloud.settles();
    expect(lines.all()).toHaveLength(1 + CLIENTS * EACH * expected.length);
  } finally {
    child.kill();
  }
}, 120_000);
