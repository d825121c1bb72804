import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as given from '../given.ts';
import { type Desk, openDesk } from '../../support/deskPage.ts';

let web: Desk;
let tenant: given.Person;
let apartmentId: string;
beforeAll(async () => {
  web = await openDesk();
  tenant = await web.desk.tenant();
  apartmentId = await web.desk.apartment();
});
afterAll(() => web?.[Symbol.asyncDispose]());

test('a tenant signs in, sees that there are no bookings, and a booking as soon as it is stored', async () => {
  const { page, complaints, close } = await web.open({ username: 'tenant1' });
  await page.getByText('You have no bookings yet').waitFor();
  const input = { apartmentId, startDate: '2031-03-10', endDate: '2031-03-13' };
  await tenant.graphql(
    'mutation ($input: CreateApartmentBookingInput!) { createApartmentBooking(input: $input) { id } }',
    { input },
  );
  await page.getByRole('heading', { name: '10–13 Mar 2031' }).waitFor();
  expect(await page.getByText('PENDING').count()).toBe(1);
  expect(complaints).toEqual([]);
  await close();
});

test('a wrong password is refused in plain words', async () => {
  const { page, close } = await web.open();
  await page.getByLabel('E-mail or user name').fill('tenant1');
  await page.getByLabel('Password', { exact: true }).fill('guessed');
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(await page.getByRole('alert').innerText()).toBe('The name or the password is not right.');
  await close();
});
