import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { createInbox, type Inbox } from '../support/createInbox.ts';
import * as given from './given.ts';

const ONE = { name: 'One', query: 'query One { one: __typename }' };
const OTHER = { name: 'Other', query: 'query Other { other: __typename }' };

let desk: given.Frontdesk;
let browser: Browser;
beforeAll(async () => {
  desk = await given.frontdesk({ running: true, examples: [ONE, OTHER] });
  desk.cloud.users.push({ username: 'admin', password: 'Passw0rd-2027', groups: ['Admins'] });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await desk?.[Symbol.asyncDispose]();
});

/** Opens the console, and collects what the browser complains of: a refused script, style or connection is an error. */
async function openConsole(host: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(desk.cloud.graphqlUrl.replace('127.0.0.1', host).replace('/graphql', '/console'));
  return { page, complaints };
}

test.each(['127.0.0.1', 'localhost'])(
  'the console at %s signs in, runs an operation and follows a subscription, within its content security policy',
  async (host) => {
    const { page, complaints } = await openConsole(host);
    const responses: Inbox<string> = createInbox('an answer of GraphQL');
    page.on('response', (response) => {
      if (response.request().method() === 'POST' && response.url() === desk.cloud.graphqlUrl)
        void response.text().then(responses.put);
    });
    const frames: Inbox<string> = createInbox('a frame of a subscription');
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => frames.put(String(payload))),
    );

    await page.locator('.graphiql-query-editor .monaco-editor').waitFor();
    // The schema, which the editor asks for by itself.
    expect(await responses.next(20_000)).toContain('"__schema"');
    const write = async (text: string) => {
      await page.locator('.graphiql-query-editor .monaco-editor').click();
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(text);
      await page.keyboard.press('Control+Enter');
    };
    await write('query Mine { getMyBookings: __typename }');
    expect(await responses.next(20_000)).toBe('{"data":{"getMyBookings":"Query"}}');
    await write('subscription Stock { onStockLevel { sku } }');
    expect(await frames.next(20_000)).toContain('connection_ack');

    expect(complaints).toEqual([]);
    await page.close();
  },
);

test('the console lets those sign in by name and password who are told no passwords', async () => {
  await using exposed = await given.frontdesk({ running: true, allowedHosts: ['front.test'] });
  const { port } = new URL(exposed.cloud.graphqlUrl);
  const there = await openBrowser(['--host-resolver-rules=MAP front.test 127.0.0.1']);
  const page = await there.newPage();
  await page.goto(`http://front.test:${port}/console`);
  await page.locator('[name=username]').fill('admin');
  await page.locator('[name=password]').fill('Passw0rd-2027');
  const answer = page.waitForResponse((response) => response.url().endsWith('/graphql'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(await (await answer).text()).toContain('"__schema"');
  await there.close();
});

test('the console opens a tab for each example, which runs as it is', async () => {
  const { page, complaints } = await openConsole('127.0.0.1');
  const responses: Inbox<string> = createInbox('an answer of GraphQL');
  page.on('response', (response) => {
    if (response.request().method() === 'POST' && response.url() === desk.cloud.graphqlUrl)
      void response.text().then(responses.put);
  });
  await page.locator('.graphiql-query-editor .monaco-editor').waitFor();
  expect(await responses.next(20_000)).toContain('"__schema"');
  expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Schema', 'One', 'Other']);
  await page.getByRole('tab', { name: 'Other' }).click();
  await page.locator('.graphiql-query-editor .monaco-editor').click();
  await page.keyboard.press('Control+Enter');
  expect(await responses.next(20_000)).toBe('{"data":{"other":"Query"}}');
  expect(complaints).toEqual([]);
  await page.close();
});
