import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openConsolePage, type ConsolePage } from '../support/consolePage.ts';
import * as given from './given.ts';

let desk: given.Frontdesk;
let browser: Browser;
/** One page for all, because loading the editor takes most of the time. */
let there: ConsolePage;
let tenant: given.Person;
let apartment: string;
let bookingId: string;
beforeAll(async () => {
  desk = await given.frontdesk({ running: true });
  tenant = await desk.tenant();
  apartment = await desk.apartment();
  const user = { username: tenant.username, password: 'Passw0rd-2027', groups: ['Tenants'] };
  desk.cloud.users.push(user);
  browser = await openBrowser();
  there = await openConsolePage(browser, desk.cloud.graphqlUrl);
});
afterAll(async () => {
  await browser?.close();
  await desk?.[Symbol.asyncDispose]();
});

async function book(name: string): Promise<void> {
  const stay = `apartmentId: "${apartment}", startDate: "2031-03-10", endDate: "2031-03-12"`;
  await there.write(`mutation ${name} { createApartmentBooking(input: { ${stay} }) { id status } }`);
  await there.run();
  await there.entry(name).first().waitFor();
}

/** A step of the path that is shown. */
const step = (kind: string, name: string) =>
  there.page
    .getByRole('list', { name: 'Path of the request' })
    .locator(`.trace-step[data-kind="${kind}"]`, { hasText: name })
    .first();

test('beside an answer stand the path of its request, which grows while it goes on, and what it logged', async () => {
  const { page } = there;
  await book('Book');
  const readId = async () => /"id": "(\w+)"/.exec(await there.entry('Book').innerText())?.[1] ?? '';
  await expect.poll(async () => (bookingId = await readId())).not.toBe('');
  await step('request', 'mutation createApartmentBooking').waitFor();
  await step('step', 'enqueue').waitFor();
  await step('invocation', 'CreateApartmentBooking').waitFor();
  // Behind the table's stream, after the ticket was answered.
  await step('request', 'mutation publishBookingStatus').waitFor();
  await page.getByRole('button', { name: /^Log lines \(\d+\)/ }).click();
  const lines = page.getByRole('list', { name: 'Log lines of the request' }).getByRole('listitem');
  expect(await lines.filter({ hasText: 'CreateApartmentBooking' }).first().innerText()).toContain(
    'outcome=pending',
  );
});

test('a refusal is told from what went well, with its reason', async () => {
  await book('Again');
  const refused = there.page.locator('.trace-step[data-kind="request"][data-level="warning"]');
  expect(await refused.locator('.trace-reason').innerText()).toBe('Warning: BookingInProgress');
});

test('beside an event stands the path of the request that it came of', async () => {
  await there.open('subscription Follow { onBookingStatus { id status } }');
  await there.run();
  await there.entry('Follow runs').waitFor();
  // A session tries again where another transaction is in the way.
  await tenant.graphql('mutation ($id: ID!) { cancelBooking(bookingId: $id) { id } }', { id: bookingId });
  await there.entry('CANCELLED').waitFor();
  await step('request', 'mutation cancelBooking').waitFor();
  await step('delivery', 'onBookingStatus').waitFor();
});

test('the documentation says which groups may call a field', async () => {
  const { page } = there;
  await page.getByRole('button', { name: 'Docs' }).click();
  const docs = page.locator('.graphiql-doc-explorer');
  await docs.getByRole('link', { name: 'Mutation', exact: true }).click();
  await docs.getByRole('link', { name: 'enableUser', exact: true }).click();
  await docs.getByText('May be called by group Admins').waitFor();
  await page.getByRole('button', { name: 'Docs' }).click();
});

test('the switch of colours counts more than the browser’s preference', async () => {
  const { page } = there;
  const scheme = () => page.evaluate('getComputedStyle(document.body).colorScheme');
  expect(await scheme()).toBe('light dark');
  await page.getByLabel('Colours').selectOption('dark');
  expect(await scheme()).toBe('dark');
  await page.getByLabel('Colours').selectOption('');
});

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PICTURES = join(import.meta.dirname, '../../build/test/console');

/** What axe finds serious in all that is not GraphiQL's or Monaco's own. Its script is no part of what the page may run. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const options = { exclude: ['.monaco-editor', '.graphiql-doc-explorer'] };
    const { violations: found } = await axe.run(options, { resultTypes: ['violations'] });
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
}

/** What is used of https://github.com/dequelabs/axe-core/blob/develop/doc/API.md */
interface Axe {
  run(
    context: { readonly exclude: readonly string[] },
    options: { readonly resultTypes: readonly string[] },
  ): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly impact: string;
      readonly nodes: readonly { readonly target: readonly string[] }[];
    }[];
  }>;
}

describe.each([
  [360, 740],
  [1440, 900],
])('on a page of %d by %d pixels', (width, height) => {
  test.each(['light', 'dark'] as const)('everything %s can be reached and read', async (colorScheme) => {
    const { page } = there;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    const picture = (name: string) =>
      page.screenshot({ path: join(PICTURES, `${width}-${colorScheme}-${name}.png`) });
    const fits = async () => expect(await page.evaluate(WIDTH)).toBeLessThanOrEqual(width);
    const commands = await page.getByRole('toolbar', { name: 'Commands' }).boundingBox();
    expect(commands!.x + commands!.width).toBeLessThanOrEqual(width);

    await page.getByRole('region', { name: 'What became of the request' }).scrollIntoViewIfNeeded();
    await picture('path');
    await fits();
    // The editors' own colours follow, and the answer stays in its frame when the page is scrolled.
    const answer = page.locator('.result-window');
    const editor = answer.locator('.monaco-editor');
    await expect.poll(() => editor.getAttribute('class')).toMatch(EDITOR_THEMES[colorScheme]);
    expect((await editor.boundingBox())?.y).toBe((await answer.boundingBox())?.y);
    await page.getByRole('button', { name: 'Docs' }).click();
    await picture('docs');
    await fits();
    await page.getByRole('button', { name: 'Docs' }).click();
    await page.getByLabel('User of this tab').selectOption('form:password');
    await page.getByRole('dialog').waitFor();
    await picture('form');
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    expect(await violations(page)).toEqual([]);
  });
});

/** Classes of Monaco's. */
const EDITOR_THEMES = { light: /\bvs(?!-)/, dark: /\bvs-dark\b/ };

const WIDTH = 'document.documentElement.scrollWidth';

test('the browser complains of nothing in all of it', () => expect(there.complaints).toEqual([]));
