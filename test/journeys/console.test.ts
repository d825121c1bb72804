import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openConsolePage } from '../support/consolePage.ts';
import { createInbox, type Inbox } from '../support/createInbox.ts';
import * as given from './given.ts';

const ONE = { name: 'One', query: 'query One { one: __typename }' };
const OTHER = { name: 'Other', username: 'caretaker', query: 'query Other { other: __typename }' };

let desk: given.Frontdesk;
let browser: Browser;
beforeAll(async () => {
  const file = join(import.meta.dirname, '../../docs/events/asyncapi.json');
  desk = await given.frontdesk({ running: true, examples: [ONE, OTHER], asyncApi: { file } });
  const password = 'Passw0rd-2027';
  desk.cloud.users.push({ username: 'admin', password, groups: ['Admins'] });
  desk.cloud.users.push({ username: 'caretaker', password, groups: ['Caretakers'] });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await desk?.[Symbol.asyncDispose]();
});

const openConsole = (host = '127.0.0.1') =>
  openConsolePage(browser, desk.cloud.graphqlUrl.replace('127.0.0.1', host));

test.each(['127.0.0.1', 'localhost'])(
  'the console at %s signs in, runs an operation and follows a subscription, within its content security policy',
  async (host) => {
    const { page, complaints, write, run } = await openConsole(host);
    const responses: Inbox<string> = createInbox('an answer of GraphQL');
    page.on('response', (response) => {
      if (response.request().method() === 'POST' && response.url() === desk.cloud.graphqlUrl)
        void response.text().then(responses.put);
    });
    const frames: Inbox<string> = createInbox('a frame of a subscription');
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => frames.put(String(payload))),
    );

    await write('query Mine { getMyBookings: __typename }');
    await run();
    expect(await responses.next(20_000)).toBe('{"data":{"getMyBookings":"Query"}}');
    await write('subscription Stock { onStockLevel { sku } }');
    await run();
    expect(await frames.next(20_000)).toContain('connection_ack');

    expect(complaints).toEqual([]);
    await page.close();
  },
);

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

test('events are described on a page that the console links to, in which axe finds nothing', async () => {
  const { page, complaints } = await openConsole();
  await page.getByRole('link', { name: 'Events' }).click();
  await page.getByRole('article').filter({ hasText: 'ORDER_CREATED_EVENT' }).first().waitFor();
  await page.evaluate(AXE);
  const found = 'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + nodes[0].html))';
  expect(await page.evaluate(found)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});

test('the console lets those sign in by name and password who are told no passwords', async () => {
  await using exposed = await given.frontdesk({ running: true, allowedHosts: ['front.test'] });
  const { port } = new URL(exposed.cloud.graphqlUrl);
  const there = await openBrowser(['--host-resolver-rules=MAP front.test 127.0.0.1']);
  const page = await there.newPage();
  await page.goto(`http://front.test:${port}/console`);
  await page.locator('[name=username]').fill('admin');
  await page.locator('[name=password]').fill('Passw0rd-2027');
  const schema = page.waitForResponse(
    (response) => response.url().endsWith('/console/schema.graphql') && response.ok(),
  );
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(await (await schema).text()).toContain('type Query');
  expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('Schema\nadmin');
  await there.close();
});

test('the console opens a tab for each example, which runs as it is', async () => {
  const { page, complaints, select, run } = await openConsole();
  const responses: Inbox<string> = createInbox('an answer of GraphQL');
  page.on('response', (response) => {
    if (response.request().method() === 'POST' && response.url() === desk.cloud.graphqlUrl)
      void response.text().then(responses.put);
  });
  expect(await page.getByRole('tab').allInnerTexts()).toEqual([
    'Schema\nadmin',
    'One\nadmin',
    'Other\ncaretaker',
  ]);
  await select('Other');
  await run();
  expect(await responses.next(20_000)).toBe('{"data":{"other":"Query"}}');
  expect(complaints).toEqual([]);
  await page.close();
});
