import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { UserDescription } from '../../../local/CloudDescription.ts';
import { type Cloud, startCloud } from '../../../local/startCloud.ts';
import { addProduct } from '../../../start/catalog.ts';
import { connect, type Session } from '../../../start/connect.ts';
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
  // Of a page that is gone, no picture stays.
  if (isDrawing) rmSync(PICTURES, { recursive: true, force: true });
  [cloud, browser] = await Promise.all([startCloud({ assembly: inject('assembly') }), openBrowser()]);
  users = await seed(cloud);
  await fill();
});
afterAll(async () => {
  await browser?.close();
  await cloud?.close();
});

const signInAs = (username: string): Promise<Session> =>
  connect(cloud.describe()).signIn(username, users.find((user) => user.username === username)!.password);

/** Something to see on each page: a stay that waits, one that is confirmed, an order, and a dead letter. */
async function fill(): Promise<void> {
  const [tenant, caretaker] = [await signInAs('tenant1'), await signInAs('caretaker')];
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
  if (!isDrawing) await fillWithLongWords(tenant);
  // A message that is none lies with the dead letters once it was tried.
  await send('PlaceOrder', '{}');
  await cloud.settles();
  await send('RecordDeadLetters', '{"scan":"all"}');
  await cloud.settles();
}

const WORD = 'Straßenbahnhaltestellenwartehäuschenbeleuchtung';

/** What makes pages wider than the window: words that no line holds, and amounts of ten digits. */
async function fillWithLongWords(tenant: Session): Promise<void> {
  const admin = await signInAs('admin');
  const { listBuildings } = await admin.graphql('{ listBuildings { items { id apartments { id } } } }');
  const [building] = listBuildings.items;
  await admin.graphql(
    `mutation ($building: UpdateBuildingInput!, $home: UpdateApartmentInput!) {
      updateBuilding(input: $building) { id } updateApartment(input: $home) { id } }`,
    {
      building: { id: building.id, name: `Haus ${WORD}` },
      home: { id: building.apartments[0].id, apartmentNumber: WORD.slice(0, 20) },
    },
  );
  await admin.graphql(
    'mutation ($id: ID!) { setApartmentPrices(apartmentId: $id, nightlyPrice: 99999.99, rates: []) { id } }',
    { id: building.apartments[0].id },
  );
  const { listStores } = await admin.graphql('{ listStores { items { id } } }');
  const sku = WORD.slice(0, 3) + 'x'.repeat(37);
  const storeId = listStores.items[0].id;
  await addProduct(admin, { storeId, name: WORD.repeat(2), description: WORD, price: 100_000, sku });
  const { startBasket } = await tenant.graphql('mutation { startBasket { id } }');
  await tenant.graphql(
    'mutation ($id: ID!, $sku: String!) { addToBasket(basketId: $id, sku: $sku, units: 1000) { id } }',
    { id: startBasket.id, sku },
  );
}

function send(queue: string, MessageBody: string) {
  const call = { traceId: 'test', principal: cloud.services.iam.principalOf(undefined) };
  const { url: QueueUrl } = cloud.describe().queues[queue]!;
  return cloud.services.sqs.actions['SendMessage']!({ QueueUrl, MessageBody }, call);
}

/** Where nothing died. */
const MENDED = 'CancelOrder';

const FOR_STAFF = /^\/(waiting|occupancy|deliveries|stock|operation)/;

/** Pages that are reached by links of pages. */
const LEADS: Readonly<Record<string, readonly string[]>> = {
  admin: ['operation-letters', 'messages-settings', 'stays-detail', 'services-detail'],
  tenant1: ['bookings-detail', 'bookings-calendar', 'orders-detail', 'basket'],
};

interface Look {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

const looks: readonly Look[] = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 360, height: 740, colorScheme: 'dark' },
  { width: 1440, height: 900, colorScheme: 'dark' },
  { width: 360, height: 740, colorScheme: 'light' },
];
/** The widths that every page has to fit. */
const WIDTHS = [1440, 360];

/** By the name of a page, how many looks at it there were; a page begins where the one before it did not. */
const seen = new Map<string, number>();

/**
 * One look at a page after the other: axe takes most of a visit, and what pages are made of is found on others too. A second
 * visit, by another person, has the next look.
 */
function looksAt(name: string): readonly Look[] {
  const at = seen.get(name) ?? seen.size;
  seen.set(name, at + 1);
  return isDrawing ? looks : [looks[at % looks.length]!];
}

/**
 * What axe finds on a page. Its script is no part of what the page may run. Left out is where react-aria has put what it reads out
 * of a button that waits: seven seconds long, even where the button is gone.
 */
async function violations(page: Page): Promise<string[]> {
  if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(AXE);
  const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
    'axe.run({ exclude: ["[data-live-announcer]"] }, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/**
 * Goes to a page as a link does, and waits until it has asked for what it shows. Whoever is there already, as after signing in,
 * keeps the heading.
 */
async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate(`if (location.pathname !== ${JSON.stringify(path)}) {
    document.querySelector('h1')?.setAttribute('data-before', '');
    history.pushState(null, '', ${JSON.stringify(path)});
  }`);
  await page.locator('h1:not([data-before])').waitFor();
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

/** @param picture what its pictures are called @default none are kept */
async function examine(page: Page, path: string, picture?: string): Promise<void> {
  for (const look of looksAt(nameOf(path))) {
    await page.setViewportSize(look);
    await page.emulateMedia({ colorScheme: look.colorScheme });
    if (isDrawing && picture !== undefined) await draw(page, picture, look);
    expect(await violations(page), `${path} at ${look.width}, ${look.colorScheme}`).toEqual([]);
  }
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 740 });
    expect(
      await page.evaluate('document.documentElement.scrollWidth'),
      `the width of ${path}`,
    ).toBeLessThanOrEqual(width);
  }
}

/** An id is as good as any other; a word is a page of its own. */
const nameOf = (path: string) => {
  const [, page = '', detail] = path.replace(/[?#].*/, '').split('/');
  if (detail === undefined) return page || 'sign-in';
  return `${page}-${/^[a-z]+$/.test(detail) ? detail : 'detail'}`;
};

async function open(): Promise<{ page: Page; complaints: string[]; close(): Promise<void> }> {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(cloud.describe().pageUrl!);
  return { page, complaints, close: () => context.close() };
}

async function signIn(page: Page, username: string): Promise<void> {
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

test('pages of those who are not signed in can be used by everybody', async () => {
  const { page, complaints, close } = await open();
  await page.getByRole('heading').waitFor();
  await examine(page, '/', 'sign-in');
  for (const path of ['/sign-up', '/forgotten', '/confirm']) {
    await follow(page, path);
    await examine(page, path, nameOf(path));
  }
  expect(complaints).toEqual([]);
  await close();
});

// Admins see all pages, and tenants see something on theirs.
test.each([
  ['admin', [`/operation/letters/${MENDED}`]],
  ['tenant1', []],
])('all pages of %s can be used by everybody', async (username, unlinked) => {
  const { page, complaints, close } = await open();
  await signIn(page, username);
  const pages = new Map(
    // Two bookings one after the other would share a heading.
    [...(await linksIn(page, 'nav')), '/account', '/bookings/none', '/no/such'].map((path) => [
      nameOf(path),
      path,
    ]),
  );
  // Of what a page leads to, one of each kind. The map grows meanwhile.
  for (const path of pages.values()) {
    await follow(page, path);
    // Pages that everybody has are drawn as a tenant has them.
    const isDrawn = username === 'tenant1' || FOR_STAFF.test(path);
    await examine(page, path, isDrawn ? `${username}-${nameOf(path)}` : undefined);
    for (const link of await linksIn(page, 'main'))
      if (!pages.has(nameOf(link))) pages.set(nameOf(link), link);
  }
  for (const path of unlinked) {
    await follow(page, path);
    await examine(page, path, `${username}-${nameOf(path)}-none`);
  }
  expect([...pages.keys()]).toEqual(expect.arrayContaining([...LEADS[username]!]));
  expect(complaints).toEqual([]);
  await close();
});
