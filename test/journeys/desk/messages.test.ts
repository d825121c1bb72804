import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../support/deskPage.ts';
import type * as given from '../given.ts';
import * as whenMessages from '../notifications/when.ts';

const PHONE = '+49401234567';

let web: Desk;
let tenant: given.Person;
let opened: Awaited<ReturnType<Desk['open']>>;
let page: Page;
beforeAll(async () => {
  web = await openDesk();
  const { desk } = web;
  tenant = await desk.tenant();
  await whenMessages.hasSoldOut(desk, 'moka-pot');
  opened = await web.open({ username: tenant.username, path: '/messages' });
  ({ page } = opened);
});
afterAll(() => web?.[Symbol.asyncDispose]());

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const goTo = (name: string) => page.getByRole('link', { name, exact: true }).click();
const unread = () => page.getByRole('navigation').getByText(/^\d+ new$/);

test('a message arrives while the page is open, is counted until it is read, and leads to its booking', async () => {
  await page.getByText('There are no messages yet').waitFor();
  await whenMessages.hasApprovedStay(web.desk, tenant);
  await page.getByRole('heading', { name: 'Your booking is approved' }).waitFor();
  expect(await unread().innerText()).toBe('1 new');
  await press('Mark all as read');
  await unread().waitFor({ state: 'detached' });
  expect(await page.getByRole('list', { name: 'Messages' }).getByText('New', { exact: true }).count()).toBe(
    0,
  );
  await goTo('Look at it');
  await page.getByText('It is yours.').waitFor();
});

test('what is sent beside the inbox is kept as it was set', async () => {
  await page.goto(`${web.origin}/messages/settings`);
  await page.getByText('By text message').click();
  await page.getByRole('button', { name: /Language/ }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await page.getByLabel('From').fill('22:00');
  await page.getByLabel('To', { exact: true }).fill('07:30');
  await press('Save');
  await page.getByText('Saved.').waitFor();
  await page.reload();
  expect(await page.getByLabel('To', { exact: true }).inputValue()).toBe('07:30');
  expect(await page.getByRole('button', { name: /Language/ }).innerText()).toContain('Deutsch');
  expect(await page.getByRole('checkbox', { name: 'By text message' }).isChecked()).toBe(true);
  const { channels, language } = (await tenant.graphql(whenMessages.PREFERENCES)).notificationPreferences;
  expect({ channels, language }).toEqual({ channels: ['EMAIL', 'TEXT'], language: 'DE' });
});

test('a telephone number is verified by the code that was texted there, and can be taken away', async () => {
  await page.getByLabel('Telephone').fill('12 <b>');
  await press('Send a code');
  await page.getByText(/^No texts can be sent to this number/).waitFor();
  await page.getByLabel('Telephone').fill('+49 40 1234567');
  await press('Send a code');
  await page.getByText(`A code is on its way to ${PHONE}.`).waitFor();
  await web.desk.cloud.settles();
  const code = whenMessages.codeIn(whenMessages.sentTo(web.desk, PHONE).at(-1)!.body);
  await page.getByLabel('Code').fill(code === '000000' ? '000001' : '000000');
  await press('Verify');
  await page.getByText('That is not the code.').waitFor();
  await page.getByLabel('Code').fill(code);
  await press('Verify');
  await page.getByText(`Texts go to ${PHONE}, which is verified.`).waitFor();
  await press('Take this number away');
  await page.getByLabel('Telephone').waitFor();
});

test('what is sold out can be waited for, and is told of once it is back', async () => {
  await goTo('Shop');
  await press('Tell me when it is back: moka-pot');
  await page.getByText('We send you a message once it is back.').waitFor();
  await web.desk.caretaker.graphql(
    'mutation { restockSku(input: { sku: "moka-pot", units: 3, lotId: "back" }) { id } }',
  );
  await page.getByRole('button', { name: 'Add moka-pot to the basket' }).waitFor();
  // Stock is looked at each quarter of an hour, for those who wait.
  await web.desk.cloud.advance(15 * 60_000);
  await unread().waitFor();
  await page.getByRole('link', { name: /^Messages/ }).click();
  await page.getByRole('heading', { name: /moka-pot/ }).waitFor();
});

test('a list that is longer than one answer is shown part by part, or read to its end', async () => {
  await whenMessages.hasPendingStay(web.desk, tenant);
  // The API's own parts, of one item each.
  await page.route('**/graphql', (route) =>
    route.continue({
      postData: route
        .request()
        .postData()!
        .replace(/limit: (50|100)\b/g, 'limit: 1'),
    }),
  );
  await page.reload();
  const titles = page.getByRole('list', { name: 'Messages' }).getByRole('heading');
  await titles.waitFor();
  expect(await titles.allInnerTexts()).toEqual([expect.stringContaining('moka-pot')]);
  await press('Show earlier ones');
  await page.getByRole('heading', { name: 'Your booking is approved' }).waitFor();
  expect(await titles.count()).toBe(2);

  await goTo('My bookings');
  const bookings = page.getByRole('list', { name: 'To come' }).getByRole('listitem');
  await bookings.nth(1).waitFor();
  expect(await bookings.count()).toBe(2);
  await page.unroute('**/graphql');
});

test('a calendar program follows bookings at the web app’s own address, until the link is taken away', async () => {
  await page.goto(`${web.origin}/bookings/calendar`);
  await press('Make a link');
  const address = await page.getByLabel('Address').inputValue();
  expect(new URL(address).origin).toBe(web.origin);
  const calendar = await fetch(address);
  expect(await calendar.text()).toContain('SUMMARY:Stay in apartment 101');
  expect(calendar.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(calendar.headers.get('x-content-type-options')).toBe('nosniff');
  const again = await fetch(address, { headers: { 'if-none-match': calendar.headers.get('etag')! } });
  expect(again.status).toBe(304);

  await press('Take the link away');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take it away' }).click();
  await page.getByText('You have no link now.').waitFor();
  const gone = await fetch(address);
  expect({ status: gone.status, body: await gone.text() }).toEqual({
    status: 404,
    body: 'There is no such calendar.',
  });
});

/** Puts another page into the bucket, whose style has another name, beside the one of before: as a deployment does. */
async function deploysAnotherPage(): Promise<void> {
  const { awsEndpointUrl: endpoint, accessKey } = web.desk.cloud.describe();
  const credentials = accessKey ?? { accessKeyId: 'any', secretAccessKey: 'any' };
  const s3 = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
  const origins = web.desk.cloud.services.cloudfront.distributions().flatMap((each) => each.origins);
  const [, Bucket = ''] = origins.flatMap(({ domainName }) => /^(.+?)\.s3\./.exec(domainName) ?? []);
  const read = async (Key: string) =>
    (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body!.transformToString();
  const write = (Key: string, Body: string, ContentType: string) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }));
  const html = await read('index.html');
  const [, style = ''] = /href="\/(assets\/[^"]+\.css)"/.exec(html)!;
  await write('assets/newer.css', await read(style), 'text/css');
  await write('index.html', html.replace(style, 'assets/newer.css'), 'text/html');
}

test('an open page still finds its parts after another one was deployed, and offers the newer one', async () => {
  await page.goto(`${web.origin}/messages`);
  await page.getByRole('heading', { name: 'Messages' }).waitFor();
  await deploysAnotherPage();
  await goTo('My orders');
  await page.getByRole('heading', { name: 'My orders' }).waitFor();
  await page.evaluate('dispatchEvent(new Event("focus"))');
  await page.getByText('There is a newer version of Frontdesk.').waitFor();
  await press('Load it');
  await page.locator('link[href="/assets/newer.css"]').waitFor({ state: 'attached' });
  await page.getByRole('heading', { name: 'My orders' }).waitFor();
  await page.evaluate('dispatchEvent(new Event("focus"))');
  await page.getByText('Load it').waitFor({ state: 'detached' });
  expect(opened.complaints).toEqual([]);
});
