import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connect, type Session } from '../../../start/connect.ts';
import { openBrowser } from '../../support/browser.ts';
import { freePorts } from '../../support/freePorts.ts';
import { type CloudProcess, startProcess } from '../../support/startProcess.ts';
import { openApartments } from '../persistence.ts';

const PASSWORD = 'Passw0rd-2027';

let browser: Awaited<ReturnType<typeof openBrowser>>;
let cloud: CloudProcess;
let start: () => Promise<CloudProcess>;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'restarted-'));
  const first = await freePorts(3);
  start = () => startProcess(inject('assembly'), folder, first);
  [browser, cloud] = await Promise.all([openBrowser(), start()]);
});
afterAll(async () => {
  await browser?.close();
  await cloud?.kill();
});

async function joins(username: string, group: string): Promise<Session> {
  const email = `${username}@frontdesk.example`;
  const user = { username, password: PASSWORD, email, groups: [group] };
  const session = await connect(cloud.description).signUp(user);
  await session.graphql('mutation ($input: UserInput!) { createUserAccount(input: $input) { id } }', {
    input: { email, firstName: username, lastName: 'Keller', userType: group.slice(0, -1).toUpperCase() },
  });
  return session;
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function books(tenant: Session, apartmentId: string, day: number): Promise<string> {
  const input = { apartmentId, startDate: inDays(day), endDate: inDays(day + 2) };
  const { createApartmentBooking } = await tenant.graphql(
    'mutation ($input: CreateApartmentBookingInput!) { createApartmentBooking(input: $input) { id } }',
    { input },
  );
  return createApartmentBooking.id;
}

const timeIn = (page: Page) => page.evaluate<number>('Date.now()');

/** In a page whose time runs, and can be moved on. */
const opensBookings = async (username: string): Promise<Page> => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await page.clock.install();
  await page.goto(`${cloud.description.pageUrl}/bookings`);
  await page.getByLabel('E-mail or user name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'My bookings' }).waitFor();
  return page;
};

const lost = (page: Page) => page.getByRole('status').getByText(/^The connection is lost/);

test('a server that is killed is missed by open pages, which come back with it and show what is stored', async () => {
  const [apartmentId = '', otherId = ''] = await openApartments(cloud.description, 2);
  const [tenant, caretaker] = [await joins('tara', 'Tenants'), await joins('carl', 'Caretakers')];
  const page = await opensBookings('tara');
  const bookingId = await books(tenant, apartmentId, 40);
  await page.getByText('Waiting', { exact: true }).waitFor();
  let looks = 0;
  page.on('request', (request) => (looks += Number(request.method() === 'HEAD')));

  await cloud.kill();
  await lost(page).waitFor();
  const lostAt = await timeIn(page);
  // The page looks for the server again and again, and leaves it in peace between.
  while (looks < 6) await page.clock.runFor(500);
  expect((await timeIn(page)) - lostAt).toBeGreaterThan(10_000);
  // What was known stays, and nothing is made up.
  expect(await page.getByText('Waiting', { exact: true }).count()).toBe(1);

  cloud = await start();
  // What happens before the page is back, nobody tells it: it has to ask.
  await caretaker.graphql('mutation ($id: ID!) { confirmBooking(bookingId: $id) { status } }', {
    id: bookingId,
  });
  await lost(page).waitFor({ state: 'detached', timeout: 60_000 });
  // The client library by itself would be back 65 seconds after the loss.
  expect((await timeIn(page)) - lostAt).toBeLessThan(60_000);
  await page.getByText('Confirmed', { exact: true }).waitFor();

  // And it follows what comes then.
  await books(tenant, otherId, 50);
  await page.getByText('Waiting', { exact: true }).waitFor();
  const stored = await tenant.graphql('{ bookingsPerUser { items { status } } }');
  expect(stored['bookingsPerUser'].items.map(({ status }: { status: string }) => status).sort()).toEqual([
    'APPROVED',
    'PENDING',
  ]);
}, 180_000);

test('a page that is opened anew is still signed in, and asks the server that is there now', async () => {
  const page = await opensBookings('tara');
  await cloud.kill();
  cloud = await start();
  await page.reload();
  await page.getByText('Confirmed', { exact: true }).waitFor();
  expect(await lost(page).count()).toBe(0);
}, 120_000);
