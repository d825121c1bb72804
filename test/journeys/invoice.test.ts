import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import * as given from './given.ts';
import * as whenOrders from './orders/when.ts';
import * as when from './when.ts';

const INVOICE = `query ($id: ID!) { invoice(id: $id) {
  id userId status amount refunded lines { text units price amount } document } }`;

const HOSTILE = `<img src=x onerror="window.hacked=1"> & </td></table><script>window.hacked=1</script>`;

let desk: given.Frontdesk;
let tenant: given.Person;
let browser: Browser;
beforeAll(async () => {
  desk = await given.frontdesk();
  tenant = await desk.tenant();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await desk?.[Symbol.asyncDispose]();
});

async function invoiceOf(id: string, session: given.Person = tenant): Promise<Record<string, any>> {
  return (await session.graphql(INVOICE, { id }))['invoice'];
}

async function placesOrder(orderId: string, lines: ReturnType<typeof whenOrders.aLine>[]): Promise<void> {
  for (const { sku } of lines) await whenOrders.hasRestocked(desk, sku, 10);
  const { errors } = await whenOrders.places(desk, tenant, { orderId, lines });
  expect(errors).toBeUndefined();
  await desk.cloud.settles();
}

test('an order has an invoice with its lines, which says what became of its payment', async () => {
  await placesOrder('order-1', [whenOrders.aLine('lamp', 2), whenOrders.aLine('rolls')]);
  const invoice = await invoiceOf('order:order-1');
  expect(invoice).toMatchObject({
    id: 'order:order-1',
    userId: tenant.id,
    status: 'PAID',
    amount: 37.5,
    refunded: 0,
    lines: [
      { text: 'lamp (lamp)', units: 2, price: 12.5, amount: 25 },
      { text: 'rolls (rolls)', units: 1, price: 12.5, amount: 12.5 },
    ],
  });
  await whenOrders.moves(desk, tenant, 'cancelOrder', 'order-1');
  await desk.cloud.settles();
  expect(await invoiceOf('order:order-1')).toMatchObject({ status: 'CANCELED', refunded: 37.5 });
});

test('a stay has one once it is paid for', async () => {
  const bookingId = await when.hasBooked(desk, tenant, when.aStay(await desk.apartment()));
  expect(await invoiceOf(`booking:${bookingId}`)).toBeNull();
  await when.confirms(desk, desk.caretaker, bookingId);
  await when.pays(desk, tenant, bookingId);
  await desk.cloud.settles();
  const invoice = await invoiceOf(`booking:${bookingId}`);
  expect(invoice).toMatchObject({
    status: 'PAID',
    lines: [{ units: 3, price: null, amount: invoice['amount'] }],
  });
  expect(invoice['lines'][0].text).toMatch(/^Nights in apartment .+, 2027-03-10 to 2027-03-13$/);
});

test('its page is text, whatever people and products are called: nothing runs, nothing is loaded, and it prints in black on white', async () => {
  const user = { firstName: HOSTILE.slice(0, 50), lastName: HOSTILE.slice(50, 100) };
  const { errors } = await when.ask(
    desk,
    tenant,
    'mutation ($input: UpdateUserInput!) { updateUserAccount(input: $input) { id } }',
    { input: user },
  );
  expect(errors).toBeUndefined();
  await placesOrder('order-2', [whenOrders.aLine('lamp', 3)]);
  const { document, status } = await invoiceOf('order:order-2');

  const page = await browser.newPage({ viewport: { width: 800, height: 1000 }, colorScheme: 'dark' });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => complaints.push(request.url()));
  await page.setContent(document);

  expect(await page.evaluate('window.hacked')).toBeUndefined();
  expect(complaints).toEqual([]);
  expect(await page.locator('img, script, form, a, iframe').count()).toBe(0);
  expect(await page.locator('dd').allInnerTexts()).toContain(`${user.firstName} ${user.lastName}`.trim());
  expect(await page.locator('.status').innerText()).toBe(status === 'PAID' ? 'Paid' : '');
  expect(await page.locator('tbody tr').allInnerTexts()).toEqual(['lamp (lamp)\t3\t12.50\t37.50']);
  for (const media of ['screen', 'print'] as const) {
    await page.emulateMedia({ media });
    const body = 'getComputedStyle(document.body)';
    expect(await page.evaluate(`[${body}.backgroundColor, ${body}.color]`)).toEqual([
      'rgb(255, 255, 255)',
      'rgb(26, 26, 26)',
    ]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  }
  // Even a text that was not escaped could not run: the page's own policy forbids it.
  await page.setContent(document.replace('</body>', '<script>window.hacked = 1</script></body>'));
  expect(await page.evaluate('window.hacked')).toBeUndefined();
  await page.setViewportSize({ width: 320, height: 600 });
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.close();
});
