import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../../../start/connect.ts';
import { type Desk, type DeskPage, openDesk } from '../../support/deskPage.ts';
import type * as given from '../given.ts';
import * as whenOrders from '../orders/when.ts';
import { putsRow } from '../policies/operator.ts';
import * as givenSagas from '../sagas/given.ts';
import * as then from '../then.ts';
import * as when from '../when.ts';

let web: Desk;
let people: given.Person[];
let one: DeskPage;
let other: DeskPage;
beforeAll(async () => {
  web = await openDesk();
  const { desk } = web;
  people = [await desk.tenant(), await desk.tenant(), await desk.tenant()];
  const email = 'colleague@frontdesk.example';
  const colleague = { username: 'colleague', email, password: 'Passw0rd-2027', groups: ['Caretakers'] };
  const session = await connect(desk.cloud.describe()).signUp(colleague);
  const input = { email, firstName: 'Cora', lastName: 'League' };
  await session.graphql('mutation ($input: UserInput!) { createUserAccount(input: $input) { id } }', {
    input,
  });
  one = await web.open({ username: 'caretaker', path: '/waiting' });
  other = await web.open({ username: 'colleague', path: '/waiting' });
});
afterAll(() => web?.[Symbol.asyncDispose]());

const asks = (person: number, apartment: string, start = '2031-03-10', end = '2031-03-13') =>
  when.hasBooked(web.desk, people[person]!, when.aStay(apartment, start, end));

const confirms = (page: Page, guest: string, at = 0) =>
  page
    .getByRole('button', { name: `Confirm ${guest}` })
    .nth(at)
    .click();
const shows = (page: Page, text: string) => page.getByText(text).waitFor();
const isEmpty = (page: Page) => shows(page, 'Nothing waits for you');

/** Writes a number, which counts once its field is left. */
async function counts(page: Page, name: string, number: string) {
  const field = page.getByRole('textbox', { name });
  await field.fill(number);
  await field.blur();
}

/** Keeps the page's next confirmation back until the function that it returns is called. */
async function holdConfirmation(page: Page) {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: sent, resolve: isSent } = Promise.withResolvers<void>();
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('confirmBooking')) {
      isSent();
      await released;
    }
    await route.continue();
  });
  return {
    sent,
    release: async () => {
      release();
      await page.unrouteAll({ behavior: 'wait' });
    },
  };
}

test('two caretakers see a pile grow, decide on it together, and see it empty', async () => {
  const [first, second] = [one.page, other.page];
  await Promise.all([isEmpty(first), isEmpty(second)]);
  const house = await web.desk.apartment();
  await asks(0, house);
  await asks(1, house, '2031-03-12', '2031-03-14');
  await asks(2, house, '2031-03-11', '2031-03-12');
  await asks(0, await web.desk.apartment());
  const cleaning = await when.hasService(web.desk);
  const appointment = when.anAppointment(cleaning, '2031-03-10T08:00:00.000Z');
  await when.hasBookedService(web.desk, people[1]!, appointment);
  for (const page of [first, second]) {
    await shows(page, '5 requests, the oldest first.');
    await shows(page, '3 requests want the same nights.');
    expect(await page.getByText('2 rivals').count()).toBe(1);
    expect(await page.getByText('1 rival', { exact: true }).count()).toBe(2);
  }

  await confirms(first, 'tenant1 Example');
  await shows(first, 'Confirmed: tenant1 Example, Harbour House, 101, 10–13 Mar 2031.');
  // The rivals fall on both pages, and nobody asked for it.
  for (const page of [first, second]) await shows(page, '2 requests, the oldest first.');

  const held = await holdConfirmation(second);
  await confirms(second, 'tenant1 Example');
  await held.sent;
  await confirms(first, 'tenant1 Example');
  for (const page of [first, second]) await shows(page, '1 request, the oldest first.');
  await held.release();
  await shows(second, 'Somebody else has confirmed it a moment ago.');

  await confirms(second, 'tenant2 Example');
  await Promise.all([isEmpty(first), isEmpty(second)]);
  expect([...one.complaints, ...other.complaints]).toEqual([]);
});

test('of two caretakers who click at the same moment one confirms, and the other is told why not', async () => {
  const apartment = await web.desk.apartment();
  const id = await asks(0, apartment);
  const pages = [one.page, other.page];
  for (const page of pages) await shows(page, '1 request, the oldest first.');
  const held = await Promise.all(pages.map(holdConfirmation));
  for (const page of pages) await confirms(page, 'tenant1 Example');
  await Promise.all(held.map(({ sent }) => sent));
  await Promise.all(held.map(({ release }) => release()));
  const notices = await Promise.all(
    pages.map((page) => page.getByText(/^(Confirmed|Not confirmed): /).innerText()),
  );
  expect(notices.sort()).toEqual([
    expect.stringMatching(/^Confirmed: /),
    expect.stringMatching(/^Not confirmed: .*(Somebody else has confirmed it|Somebody else is deciding)/),
  ]);
  await Promise.all(pages.map(isEmpty));
  expect((await then.storedBooking(web.desk, id))['status']).toBe('APPROVED');
});

describe('what may happen while a caretaker looks', () => {
  let apartment: string;
  let id: string;
  beforeEach(async () => {
    apartment = await web.desk.apartment();
    id = await asks(2, apartment);
    await shows(one.page, '1 request, the oldest first.');
  });

  test('the guest withdraws, and the request is gone', async () => {
    await when.cancels(web.desk, people[2]!, id);
    await isEmpty(one.page);
  });

  test('the guest withdraws before the click arrives, and the page says so', async () => {
    const held = await holdConfirmation(one.page);
    await confirms(one.page, 'tenant3 Example');
    await held.sent;
    await when.cancels(web.desk, people[2]!, id);
    await held.release();
    await shows(one.page, 'It was cancelled.');
    await isEmpty(one.page);
  });

  test('the hold ends, and nobody can confirm it any more', async () => {
    await holdsFor(id, 3000);
    // The page learns of it with the next change in this apartment.
    const rival = await asks(1, apartment, '2031-04-01', '2031-04-02');
    await shows(one.page, 'Ends soon');
    await shows(one.page, '1 request, the oldest first.');
    expect(await one.page.getByRole('heading', { name: 'tenant3 Example' }).count()).toBe(0);
    await when.cancels(web.desk, people[1]!, rival);
    await isEmpty(one.page);
  });

  test('the connection is lost: the page says so, refuses nothing silently, and catches up', async () => {
    const { page } = one;
    await page.context().setOffline(true);
    await shows(page, 'The connection is lost.');
    await confirms(page, 'tenant3 Example');
    await shows(page, 'Frontdesk cannot be reached.');
    await when.cancels(web.desk, people[2]!, id);
    expect(await page.getByText('1 request, the oldest first.').count()).toBe(1);
    await page.context().setOffline(false);
    await isEmpty(page);
    await page.getByText('The connection is lost.').waitFor({ state: 'detached' });
  });

  test('somebody declines it, once they have said twice that they mean it', async () => {
    const { page } = one;
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Decline' }).click();
    await shows(page, 'Declined: tenant3 Example, Harbour House, 101, 10–13 Mar 2031.');
    await isEmpty(page);
  });
});

describe('the other pages', () => {
  test('a list is taken by one of two who want it, completed without what is missing, and brought', async () => {
    const { person, deliverTo } = await givenSagas.aTenantAtHome(web.desk);
    const pages = [one.page, other.page];
    for (const page of pages) {
      await page.goto(`${web.origin}/deliveries`);
      await page.getByRole('button', { name: 'Take lists' }).click();
      await shows(page, 'You take shopping lists.');
      await shows(page, 'There is nothing to fetch');
    }
    await whenOrders.hasRestocked(web.desk, 'desk-rolls', 10);
    const lines = [{ sku: 'desk-rolls', units: 2, priceCents: 80 }];
    await givenSagas.anOrder(web.desk, person, { orderId: 'desk-order', lines, deliverTo });
    const take = { name: 'Take the list for Harbour House, 101' };
    for (const page of pages) await page.getByRole('button', take).click({ trial: true });
    await Promise.all(pages.map((page) => page.getByRole('button', take).click()));
    const words = await Promise.all(
      pages.map((page) =>
        page
          .getByText(/^(The list is yours|Somebody else has taken this list|Somebody else changed this)/)
          .innerText(),
      ),
    );
    expect(words.filter((word) => word === 'The list is yours.')).toHaveLength(1);
    const [mine, theirs] =
      words[0] === 'The list is yours.' ? [one.page, other.page] : [other.page, one.page];
    await shows(theirs, 'A colleague has it');
    await counts(mine, 'Missing of desk-rolls', '1');
    await mine.getByRole('button', { name: 'Complete without what is missing' }).click();
    await mine.getByRole('alertdialog').getByRole('button', { name: 'Complete' }).click();
    await shows(mine, 'The list is completed.');
    await theirs.getByRole('button', { name: 'Set out: Harbour House, 101, order desk-order' }).click();
    await mine.getByRole('button', { name: 'Delivered: Harbour House, 101, order desk-order' }).click();
    for (const page of pages) await shows(page, 'There is nothing to bring');
  });

  test('nights of a building are free, asked for and taken, as they are stored', async () => {
    const { page } = one;
    const apartment = await anotherHouse();
    await page.goto(`${web.origin}/occupancy`);
    await page.getByRole('button', { name: 'Building' }).click();
    await page.getByRole('option').last().click();
    const cells = (word: string) =>
      page.getByRole('row', { name: '7' }).getByRole('cell', { name: word, exact: true });
    await expect.poll(() => cells('free').count()).toBe(28);
    const id = await asks(0, apartment, daysFromNow(1), daysFromNow(4));
    await expect.poll(() => cells('asked for').count()).toBe(3);
    await when.confirms(web.desk, web.desk.caretaker, id);
    await expect.poll(() => cells('taken').count()).toBe(3);
    await page.getByRole('button', { name: 'Two weeks later' }).click();
    await expect.poll(() => cells('free').count()).toBe(28);
    // On a telephone the table is scrolled, and not the page.
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  test('what runs low is said, and is said no more once more of it has come', async () => {
    const { page } = one;
    await whenOrders.hasRestocked(web.desk, 'desk-lamp', 2);
    await page.goto(`${web.origin}/stock`);
    await shows(page, 'One article runs low.');
    await counts(page, 'Units to add of desk-lamp', '5');
    await page.getByRole('button', { name: 'Add to desk-lamp' }).click();
    await shows(page, '5 units of desk-lamp are being added.');
    await shows(page, 'Nothing runs low.');
  });
});

/** The last building of all, with an apartment whose number nobody else has. */
async function anotherHouse() {
  const apartment = await web.desk.apartment();
  const change = 'mutation ($input: UpdateApartmentInput!) { updateApartment(input: $input) { id } }';
  await web.desk.admin.graphql(change, { input: { id: apartment, apartmentNumber: '7' } });
  return apartment;
}

const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Lets a hold end soon, past the API: none is shorter than an hour. */
async function holdsFor(id: string, milliseconds: number) {
  const row = await then.storedBooking(web.desk, id);
  await putsRow(web.desk, { ...row, holdUntil: new Date(Date.now() + milliseconds).toISOString() });
}
