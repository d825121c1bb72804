import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addProduct, createStore } from '../../../start/catalog.ts';
import { type Desk, type DeskPage, openDesk } from '../../support/deskPage.ts';
import * as whenLists from '../fulfilment/when.ts';
import * as whenOrders from '../orders/when.ts';
import * as when from '../when.ts';
import { emailedCode } from './emailedCode.ts';
import { createKeyboard, hasFocus } from './keyboard.ts';

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

/** Picks, brings and hands over an order as the desk does. */
async function brings(orderId: string): Promise<void> {
  const { desk } = web;
  const steps = [
    whenLists.setsAvailability(desk, desk.caretaker),
    whenLists.assigns(desk, desk.caretaker, orderId),
    whenLists.completes(desk, desk.caretaker, orderId),
  ];
  for (const step of steps) expect((await step).errors).toBeUndefined();
}

// The last one, because its night passes for everybody.
describe('by keyboard alone, from signing up,', () => {
  let opened: DeskPage;
  let page: Page;
  let keyboard: ReturnType<typeof createKeyboard>;
  beforeAll(async () => {
    opened = await web.open({ path: '/sign-up' });
    ({ page } = opened);
    keyboard = createKeyboard(page);
  });
  afterAll(() => opened?.close());

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const types = async (label: string, text: string) => {
    await keyboard.tabTo(page.getByLabel(label, { exact: true }));
    await keyboard.type(text);
  };
  /** Follows a link of the navigation, and is at the heading of its page. */
  const goesTo = async (name: string) => {
    await keyboard.choose(page.getByRole('navigation').getByRole('link', { name }));
    await isAt(name);
  };
  const isAt = async (name: string) => {
    const heading = page.getByRole('heading', { level: 1, name });
    await heading.waitFor();
    await expect.poll(() => hasFocus(heading)).toBe(true);
  };
  /** Opens a day of a calendar. */
  const isInCalendar = async () => {
    await page.getByRole('grid').waitFor();
    await keyboard.tabTo(page.getByRole('grid').getByRole('button').and(page.locator('[tabindex="0"]')));
  };

  test('somebody makes an account', async () => {
    await types('First name', 'Ines');
    await types('Last name', 'Okafor');
    await types('E-mail', 'ines@example.com');
    await types('Password', PASSWORD);
    await page.keyboard.press('Enter');
    await types('Code', await emailedCode(web.desk, page, 'ines@example.com'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Welcome' }).waitFor();
    await keyboard.choose(button('Continue'));
    await isAt('My bookings');
  });

  test('books a stay, thinks twice about cancelling it, and pays', async () => {
    await goesTo('Find an apartment');
    await isInCalendar();
    await page.keyboard.press('Enter');
    // The first press has led on to the next day already.
    await page.keyboard.press('Enter');
    await page.getByText(/, 1 night$/).waitFor();
    await keyboard.choose(page.getByRole('link', { name: 'Look at apartment 101' }).first());
    await isAt('Apartment 101');
    await page.getByText('€120.00 in all').waitFor();
    await keyboard.choose(button('Ask for this stay'));
    const id = await confirm(page);
    await button('Pay €120.00').waitFor();

    const cancel = button('Cancel');
    await keyboard.choose(cancel);
    const dialog = page.getByRole('alertdialog');
    await dialog.waitFor();
    await keyboard.tabTo(dialog.getByRole('button', { name: 'Cancel the booking' }));
    // What lies behind it cannot be reached.
    await page.keyboard.press('Tab');
    expect(await hasFocus(dialog.getByRole('button', { name: 'Back' }))).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => hasFocus(cancel)).toBe(true);

    await keyboard.choose(button('Pay €120.00'));
    await shows(page, 'All is done.');
    // What changes by itself is read out.
    expect(await page.getByRole('status').getByText('All is done.').count()).toBe(1);
    const { getBooking } = await web.desk.admin.graphql(
      'query ($id: ID!) { getBooking(id: $id) { status } }',
      { id },
    );
    expect(getBooking).toEqual({ status: 'PAID' });
  });

  test('orders from the shop to the door, and follows it until it is there', async () => {
    await goesTo('Shop');
    await keyboard.choose(button('Add Moka pot to the basket'));
    await page.getByRole('status').getByText('It is in your basket.').waitFor();
    await keyboard.choose(page.getByRole('link', { name: 'Basket (1)' }));
    await isAt('Basket');
    await keyboard.tabTo(page.getByRole('textbox', { name: 'Units of Moka pot' }));
    await page.keyboard.press('ArrowUp');
    await page.getByText('In all €49.80').waitFor();
    expect(await button(/Bring it to/).innerText()).toBe('101, Harbour House');
    await keyboard.choose(button('Order for €49.80'));
    await shows(page, 'It is paid, and is made ready.');
    await page.getByRole('listitem').filter({ hasText: 'Ordered' }).waitFor();

    const orderId = new URL(page.url()).pathname.split('/').at(-1)!;
    await brings(orderId);
    await shows(page, 'All is picked, and is brought to you.');
    for (const move of ['shipOrder', 'deliverOrder'] as const)
      expect((await whenOrders.moves(web.desk, web.desk.caretaker, move, orderId)).errors).toBeUndefined();
    await shows(page, 'It is yours. Thank you.');
  });

  test('books a service', async () => {
    await goesTo('Book a service');
    await keyboard.choose(page.getByRole('link', { name: /Window cleaning/ }));
    await isAt('Window cleaning');
    await isInCalendar();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('radio').nth(23).waitFor({ state: 'attached' });
    await keyboard.tabTo(page.getByRole('radio').first());
    await page.keyboard.press('Space');
    await keyboard.choose(button('Ask for 00:00'));
    await shows(page, 'The desk looks at your request');
  });

  test('and the stay is completed', async () => {
    await goesTo('My bookings');
    await keyboard.choose(page.getByRole('link', { name: /101, Harbour House/ }));
    await web.desk.cloud.advance(45 * 60_000);
    await shows(page, 'This is over.');
    expect(opened.complaints).toEqual([]);
  });
});
