import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { UserDescription } from '../../../local/CloudDescription.ts';
import { type Cloud, startCloud } from '../../../local/startCloud.ts';
import { connect } from '../../../start/connect.ts';
import { seed } from '../../../start/seed.ts';
import { openBrowser } from '../../support/browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PICTURES = join(import.meta.dirname, '../../../docs/desk');
/** `npm run docs:desk` keeps what is looked at. */
const isDrawing = (import.meta as { env?: { MODE?: string } }).env?.MODE === 'docs';

let cloud: Cloud;
let users: readonly UserDescription[];
let browser: Browser;
beforeAll(async () => {
  [cloud, browser] = await Promise.all([startCloud({ assembly: inject('assembly') }), openBrowser()]);
  users = await seed(cloud);
  await fill();
});
afterAll(async () => {
  await browser?.close();
  await cloud?.close();
});

/** Something to see on each page: a stay that waits, one that is confirmed, and an order. */
async function fill(): Promise<void> {
  const signIn = (username: string) =>
    connect(cloud.describe()).signIn(username, users.find((user) => user.username === username)!.password);
  const [tenant, caretaker] = [await signIn('tenant1'), await signIn('caretaker')];
  const { listBuildings } = await tenant.graphql('{ listBuildings { items { apartments { id } } } }');
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  for (const [at, apartment] of listBuildings.items[0].apartments.slice(1, 3).entries()) {
    const input = { apartmentId: apartment.id, startDate: day(10 + at), endDate: day(13 + at) };
    const { createApartmentBooking } = await tenant.graphql(
      'mutation ($input: CreateApartmentBookingInput!) { createApartmentBooking(input: $input) { id } }',
      { input },
    );
    await cloud.settles();
    if (at === 0)
      await caretaker.graphql('mutation ($id: ID!) { confirmBooking(bookingId: $id) { status } }', {
        id: createApartmentBooking.id,
      });
  }
  const order = { orderId: 'order-1', lines: [{ sku: 'moka-pot', units: 1 }] };
  await tenant.graphql('mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id } }', {
    input: order,
  });
  await cloud.settles();
}

interface Look {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

const [wide, narrow] = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
];
const seen: readonly Look[] = isDrawing
  ? [wide, narrow].flatMap((size) =>
      (['light', 'dark'] as const).map((colorScheme) => ({ ...size, colorScheme })),
    )
  : [
      { ...wide, colorScheme: 'light' },
      { ...narrow, colorScheme: 'dark' },
    ];

/** What axe finds on a page. Its script is no part of what the page may run. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Waits until a page has asked for what it shows. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await page.locator('[aria-label=Loading]').first().waitFor({ state: 'detached' });
}

/** A small file of what is in the window. */
async function draw(page: Page, name: string, { width, colorScheme }: Look): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 60 });
  writeFileSync(join(PICTURES, `${name}-${width}-${colorScheme}.webp`), Buffer.from(data, 'base64'));
  await session.detach();
}

async function examine(page: Page, path: string, look: Look, prefix = ''): Promise<void> {
  await page.goto(cloud.describe().pageUrl! + path);
  await settle(page);
  if (isDrawing) await draw(page, prefix + nameOf(path), look);
  expect(await violations(page), `${path} at ${look.width}, ${look.colorScheme}`).toEqual([]);
  expect(
    await page.evaluate('document.documentElement.scrollWidth'),
    `the width of ${path}`,
  ).toBeLessThanOrEqual(look.width);
}

/** An id is as good as any other; a word is a page of its own. */
const nameOf = (path: string) => {
  const [, page = '', detail] = path.replace(/[?#].*/, '').split('/');
  if (detail === undefined) return page || 'sign-in';
  return `${page}-${/^[a-z]+$/.test(detail) ? detail : 'detail'}`;
};

async function open(look: Look): Promise<{ page: Page; complaints: string[]; close(): Promise<void> }> {
  const { width, height, colorScheme } = look;
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, complaints, close: () => context.close() };
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.goto(cloud.describe().pageUrl!);
  await page.getByLabel('E-mail or user name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(users[0]!.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  // On narrow screens the way out is behind the menu.
  await page.locator('#content').waitFor();
}

const linksIn = (page: Page, place: string) =>
  page
    .locator(`${place} a[href^="/"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')!));

describe.each(seen)('at $width pixels, $colorScheme,', (look) => {
  test('pages of those who are not signed in can be used by everybody', async () => {
    const { page, complaints, close } = await open(look);
    for (const path of ['/', '/sign-up', '/forgotten', '/confirm']) await examine(page, path, look);
    expect(complaints).toEqual([]);
    await close();
  });

  // Admins see all pages, and tenants see something on theirs.
  test.each(['admin', 'tenant1'])('all pages of %s can be used by everybody', async (username) => {
    const { page, complaints, close } = await open(look);
    await signIn(page, username);
    await settle(page);
    const pages = new Map(
      [...(await linksIn(page, 'nav')), '/account', '/no/such'].map((path) => [nameOf(path), path]),
    );
    // Of what a page leads to, one of each kind. The map grows meanwhile.
    for (const path of pages.values()) {
      await examine(page, path, look, `${username}-`);
      for (const link of await linksIn(page, 'main'))
        if (!pages.has(nameOf(link))) pages.set(nameOf(link), link);
    }
    expect(pages.size).toBeGreaterThan(2);
    expect(complaints).toEqual([]);
    await close();
  });
});
