import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addProduct, createStore } from '../../../start/catalog.ts';
import { type Desk, openDesk } from '../../support/deskPage.ts';
import * as when from '../when.ts';
import { emailedCode } from './emailedCode.ts';
import { createKeyboard } from './keyboard.ts';

const PASSWORD = 'Passw0rd-2027';
const DAY = 86_400_000;
/** Late in the evening, so that a stay of one night is soon over. */
const EVENING = Date.UTC(2027, 0, 20, 23, 30);

let web: Desk;
beforeAll(async () => {
  web = await openDesk({ running: false, at: EVENING });
  const { desk } = web;
  await desk.apartment();
  const storeId = await createStore(desk.admin, {
    name: 'Lobby shop',
    location: 'Ground floor',
    participating: true,
  });
  await addProduct(desk.admin, {
    storeId,
    name: 'Moka pot',
    description: 'For three cups',
    price: 24.9,
    sku: 'moka-pot',
  });
  await addProduct(desk.admin, {
    storeId,
    name: 'Window cleaning',
    description: 'Inside and outside',
    price: 32.5,
    slotMinutes: 60,
    capacity: 1,
    timeZone: 'UTC',
  });
  await desk.caretaker.graphql(
    'mutation { restockSku(input: { sku: "moka-pot", units: 3, lotId: "opening" }) { id } }',
  );
});
afterAll(() => web?.[Symbol.asyncDispose]());

/** The calendar date so many days from now. */
const day = (days: number) =>
  new Date(web.desk.cloud.world.clock.now() + days * DAY).toISOString().slice(0, 10);

/** The cell of a calendar, as it is read out. */
const cell = (date: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(date));

const pickDay = (page: Page, date: string) => page.getByRole('button', { name: cell(date) }).click();

const bookingIdOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1)!;
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

/** Lets time pass in the cloud, by seconds, until the page shows something. */
async function shows(page: Page, text: string | RegExp): Promise<void> {
  const found = page.getByText(text).first();
  for (let seconds = 0; seconds < 60; seconds += 5) {
    await web.desk.cloud.settles();
    if (
      await found.waitFor({ timeout: 1000 }).then(
        () => true,
        () => false,
      )
    )
      return;
    await web.desk.cloud.advance(5_000);
  }
  throw new Error(`The page does not show ${String(text)}`);
}

/** Confirms a booking as the desk does, once its page says that it waits. */
async function confirm(page: Page): Promise<string> {
  await shows(page, 'The desk looks at your request');
  const id = bookingIdOf(page);
  expect((await when.confirms(web.desk, web.desk.caretaker, id)).errors).toBeUndefined();
  return id;
}

test('by keyboard alone: sign in, find an apartment, book, pay, and book a service', async () => {
  const { desk } = web;
  const tenant = await desk.tenant();
  const { page, complaints, close } = await web.open();
  const { type, tabTo, choose } = createKeyboard(page);
  await tabTo(page.getByLabel('E-mail or user name'));
  await type(tenant.username);
  await tabTo(page.getByLabel('Password'));
  await type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Find an apartment' }).first().waitFor();

  await choose(page.getByRole('navigation').getByRole('link', { name: 'Find an apartment' }));
  await page.getByRole('grid').waitFor();
  await tabTo(page.getByRole('grid').getByRole('button').and(page.locator('[tabindex="0"]')));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  // The first press has led on to the next day already.
  await page.keyboard.press('Enter');
  await page.getByText(/, 1 night$/).waitFor();
  await choose(page.getByRole('link', { name: 'Look at apartment 101' }).first());
  await page.getByText('€120.00 in all').waitFor();
  await choose(page.getByRole('button', { name: 'Ask for this stay' }));
  const id = await confirm(page);
  await page.getByRole('button', { name: 'Pay €120.00' }).waitFor();
  await choose(page.getByRole('button', { name: 'Pay €120.00' }));
  await shows(page, 'All is done.');
  const { getBooking } = await tenant.graphql('query ($id: ID!) { getBooking(id: $id) { status } }', { id });
  expect(getBooking).toEqual({ status: 'PAID' });

  await choose(page.getByRole('navigation').getByRole('link', { name: 'Book a service' }));
  await choose(page.getByRole('link', { name: /Window cleaning/ }));
  await page.getByRole('grid').waitFor();
  await tabTo(page.getByRole('grid').getByRole('button').and(page.locator('[tabindex="0"]')));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('radio').nth(23).waitFor({ state: 'attached' });
  await tabTo(page.getByRole('radio').first());
  await page.keyboard.press('Space');
  await choose(page.getByRole('button', { name: 'Ask for 00:00' }));
  await shows(page, 'The desk looks at your request');
  expect(complaints).toEqual([]);
  await close();
});

test('a taken night cannot be chosen, but one may leave on its day; a cancelled stay frees it', async () => {
  const { desk } = web;
  const [first, second] = [await desk.tenant(), await desk.tenant()];
  const apartmentId = await desk.apartment();
  const id = await when.hasBooked(desk, first, when.aStay(apartmentId, day(3), day(5)));
  await when.confirms(desk, desk.caretaker, id);
  await desk.cloud.settles();
  const { page, close } = await web.open({ username: second.username, path: `/stays/${apartmentId}` });
  await page.getByRole('grid').waitFor();
  const taken = page.getByRole('button', { name: cell(day(4)) });
  expect(await taken.getAttribute('aria-disabled')).toBe('true');
  await page.goto(`${web.origin}/stays/${apartmentId}?startDate=${day(2)}&endDate=${day(3)}`);
  await page.getByText('€120.00 in all').waitFor();
  await page.goto(`${web.origin}/stays/${apartmentId}?startDate=${day(2)}&endDate=${day(4)}`);
  await page.getByText('One of these nights is taken.').waitFor();
  await page.goto(`${web.origin}/stays/${apartmentId}?startDate=%3Cb%3E&endDate=2031-13-40`);
  await page.getByText('Choose the day you arrive').waitFor();

  const owner = await web.open({ username: first.username, path: `/bookings/${id}` });
  await owner.page.getByText('It is yours.').waitFor();
  await press(owner.page, 'Cancel');
  await owner.page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the booking' }).click();
  await shows(owner.page, 'It was cancelled.');
  await owner.close();
  await close();
});

// The last one, because its night passes for everybody.
test('from signing up to a stay that is paid and completed, with an order brought to its door', async () => {
  const { page, complaints, close } = await web.open({ path: '/sign-up' });
  for (const [label, text] of [
    ['First name', 'Ines'],
    ['Last name', 'Okafor'],
    ['E-mail', 'ines@example.com'],
    ['Password', PASSWORD],
  ] as const)
    await page.getByLabel(label, { exact: true }).fill(text);
  await press(page, 'Make an account');
  await page.getByLabel('Code').fill(await emailedCode(web.desk, page, 'ines@example.com'));
  await press(page, 'Confirm');
  await press(page, 'Continue');

  await page.getByRole('link', { name: 'Find an apartment' }).first().click();
  await page.getByRole('grid').waitFor();
  await pickDay(page, day(0));
  await pickDay(page, day(1));
  await page.getByText('€120.00').first().waitFor();
  await page.getByRole('link', { name: 'Look at apartment 101' }).first().click();
  await press(page, 'Ask for this stay');
  await confirm(page);
  await press(page, 'Pay €120.00');
  await shows(page, 'All is done.');

  await page.getByRole('link', { name: 'Shop', exact: true }).click();
  await press(page, 'Add Moka pot to the basket');
  await page.getByRole('link', { name: 'Basket (1)' }).click();
  await press(page, 'Increase Units of Moka pot');
  await page.getByText('In all €49.80').waitFor();
  expect(await page.getByRole('button', { name: /Bring it to/ }).innerText()).toBe('101, Harbour House');
  await press(page, 'Order for €49.80');
  await shows(page, 'It is paid, and is made ready.');
  await page.getByRole('listitem').filter({ hasText: 'Ordered' }).waitFor();

  await page.getByRole('link', { name: 'My bookings' }).click();
  await page.getByRole('link', { name: /101, Harbour House/ }).click();
  await web.desk.cloud.advance(45 * 60_000);
  await shows(page, 'This is over.');
  expect(complaints).toEqual([]);
  await close();
});
