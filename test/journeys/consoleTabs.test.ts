import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type ConsolePage, openConsolePage } from '../support/consolePage.ts';
import { freePorts } from '../support/freePorts.ts';
import * as given from './given.ts';

const FOLLOW = 'subscription Follow { onBookingStatus { status userId } }';

let ports: { readonly port: number; readonly awsPort: number };
let desk: given.Frontdesk;
let browser: Browser;
beforeAll(async () => {
  const port = await freePorts(3);
  ports = { port, awsPort: port + 2 };
  desk = await openDesk(1);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await desk?.[Symbol.asyncDispose]();
});

/** A cloud with two tenants, where the pages of the one before look for it. */
const openDesk = (seed: number) => given.frontdesk({ running: true, seeded: 2, ports, seed });

/** A page with a browser storage of its own. */
const openConsole = async (): Promise<ConsolePage> =>
  openConsolePage(await browser.newContext(), desk.cloud.graphqlUrl);

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const booking = (name: string, apartmentId: string) =>
  `mutation ${name} { createApartmentBooking(input: { apartmentId: "${apartmentId}", startDate: "${inDays(40)}", endDate: "${inDays(43)}" }) { status } }`;

/** Opens a tab in which a tenant follows their bookings. */
async function follow({ open, become, run, entry }: ConsolePage, user: string, name: string): Promise<void> {
  await open(FOLLOW.replace('Follow', name));
  await become(`user:${user}`);
  await run();
  await entry(`${name} runs as ${user}`).waitFor();
}

const events = async ({ entries }: ConsolePage) =>
  (await entries()).filter((line) => line.startsWith('event'));

test('two tabs follow two users at once, and neither a third tab nor a change of its user touches them', async () => {
  const console = await openConsole();
  await follow(console, 'tenant1', 'First');
  await follow(console, 'tenant2', 'Second');

  await console.open(booking('Book', await desk.apartment()));
  await console.become('user:tenant1');
  await console.run();
  await console.entry(/answer\s+Book/).waitFor();
  await console.tab(/First/).locator('..').getByLabel('1 unseen').waitFor();
  await console.become('user:tenant2');
  await console.write(booking('Again', await desk.apartment()));
  await console.run();
  await console
    .tab(/Second/)
    .locator('..')
    .getByLabel('1 unseen')
    .waitFor();

  await console.select(/First/);
  expect(await events(console)).toEqual([expect.stringContaining('PENDING')]);
  expect(await console.tab(/First/).innerText()).toBe('First\ntenant1');
  await console.select(/Second/);
  expect(await events(console)).toEqual([expect.stringContaining('PENDING')]);
  await console.select(/Again/);
  expect(await events(console)).toEqual([]);
  expect(await console.entries()).toEqual([
    expect.stringMatching(/^answer Again .*QUEUED/),
    expect.stringMatching(/^answer Book .*QUEUED/),
  ]);
  expect(console.complaints).toEqual([]);
  await console.page.context().close();
});

test('another user of a tab follows on in it, and a stopped subscription receives nothing more', async () => {
  const console = await openConsole();
  await follow(console, 'tenant1', 'Follow');
  await console.become('user:tenant2');
  await console.entry('Follow runs as tenant2').waitFor();
  await console.page.getByRole('button', { name: 'Stop subscribed' }).click();
  await console.entry('Follow was stopped').waitFor();
  expect(await console.page.getByLabel(/Subscription runs/).count()).toBe(0);
  await console.page.context().close();
});

test('a reload keeps tabs, names, users and what runs; a new browser tab begins as the last user', async () => {
  const console = await openConsole();
  await follow(console, 'tenant1', 'Follow');
  await console.tab(/Follow/).dblclick();
  await console.page.keyboard.type('My bookings');
  await console.page.keyboard.press('Enter');
  await console.open('query Mine { __typename }');
  await console.become('user:tenant2');
  const before = await console.page.getByRole('tab').allInnerTexts();

  await console.page.reload();
  await console.ready();
  expect(await console.page.getByRole('tab').allInnerTexts()).toEqual(before);
  expect(before).toContain('My bookings\ntenant1');
  await console.select(/My bookings/);
  await console.entry('Follow runs as tenant1').waitFor();
  await console.select(/Mine/);

  const other = await openConsolePage(console.page.context(), desk.cloud.graphqlUrl);
  expect(await other.page.getByRole('tab', { selected: true }).innerText()).toBe('Mine\ntenant2');
  await other.run();
  await other.entry(/answer\s+Mine/).waitFor();
  // It runs in the first browser tab, and only there.
  expect(await other.page.getByLabel(/Subscription runs/).count()).toBe(0);
  await console.page.context().close();
});

test('a restart of the server is said, and users and subscriptions are there again by themselves', async () => {
  const console = await openConsole();
  await follow(console, 'tenant1', 'Follow');
  await desk[Symbol.asyncDispose]();
  await console.page.getByText('The server is away').waitFor();
  await console.entry('The connection of Follow broke').waitFor();
  await console.open('query Kind { __typename }');
  await console.run();
  await console.entry('the server does not answer').waitFor();

  // Other keys and other ids: nothing that the page was told before is right any more.
  desk = await openDesk(2);
  await console.page.getByText('The server is back since').waitFor({ timeout: 20_000 });
  await console.run();
  await console.entry(/answer\s+Kind/).waitFor();
  await console.select(/Follow/);
  await console.entry('Connected again: Follow runs as tenant1').waitFor();
  await console.open(booking('Book', await desk.apartment()));
  await console.run();
  await console
    .tab(/Follow/)
    .locator('..')
    .getByLabel(/unseen/)
    .waitFor();
  await console.page.context().close();
});

test('a schema that changes while the page is open is shown in it, and what runs runs on', async () => {
  const console = await openConsole();
  await follow(console, 'tenant1', 'Follow');
  await desk.cloud.update(assemblyWith('type StockLevel', '"Counted again by hand." type StockLevel'));
  await console.page.getByRole('button', { name: 'Docs' }).click();
  await console.page.getByText('StockLevel', { exact: true }).first().click();
  await console.page.getByText('Counted again by hand.').waitFor();
  expect(await console.page.getByLabel(/Subscription runs/).count()).toBe(1);
  await console.page.context().close();
});

/** The journeys' assembly with a text of its schema replaced, in a folder of its own. */
function assemblyWith(text: string, replacement: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-console-'));
  cpSync(inject('assembly'), folder, { recursive: true });
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.template.json'))) {
    const template = readFileSync(join(folder, file), 'utf8');
    // Quotes of the schema are escaped in the template.
    if (template.includes(text))
      writeFileSync(join(folder, file), template.replace(text, JSON.stringify(replacement).slice(1, -1)));
  }
  return folder;
}
