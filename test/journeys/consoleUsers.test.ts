import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../start/connect.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsolePage, openConsolePage } from '../support/consolePage.ts';
import { createInbox, type Inbox } from '../support/createInbox.ts';
import * as given from './given.ts';

const TWO = '# Nothing is run here.\nquery One { one: __typename }\n\nquery Two { two: __typename }';

let desk: given.Frontdesk;
let browser: Browser;
/** The page of most tests, each of which opens a tab of its own. */
let shared: ConsolePage;
beforeAll(async () => {
  desk = await given.frontdesk({ running: true, seeded: 2 });
  browser = await openBrowser();
  shared = await openConsole();
});
afterAll(async () => {
  await browser?.close();
  await desk?.[Symbol.asyncDispose]();
});

const openConsole = async (): Promise<ConsolePage> =>
  openConsolePage(await browser.newContext(), desk.cloud.graphqlUrl);

test('a syntax error is one line with its place, and is sent to nobody', async () => {
  const console = shared;
  await console.open('# Misspelled.\nqery Broken { listSkus }');
  await console.run();
  await console.entry('Line 2').waitFor();
  expect(await console.entries()).toEqual(['error Line 2, column 1: Unexpected Name "qery".']);
  await console.write('# only a comment');
  await console.run();
  await console.entry('There is no operation to run').waitFor();
});

test('of several operations the one under the cursor runs, or the one that is chosen', async () => {
  const console = shared;
  await console.open(TWO);
  await console.page.keyboard.press('Control+Enter');
  await console.entry(/answer\s+Two/).waitFor();
  await console.page.keyboard.press('Control+Home');
  await console.page.keyboard.press('Control+Enter');
  await console.page.getByRole('menuitem', { name: /One/ }).click();
  await console.entry(/answer\s+One/).waitFor();
});

test('headers of the pane go with queries, mutations and subscriptions, and a token among them counts', async () => {
  const console = shared;
  const { page } = console;
  const sent: Inbox<string> = createInbox('a start of a subscription');
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => String(payload).includes('"start"') && sent.put(String(payload))),
  );
  const { idToken } = await connect(desk.cloud.describe()).signIn('tenant2', 'Passw0rd-2027');
  await console.open('subscription Mine { onBookingStatus(userId: "nobody") { id } }');
  await page.getByRole('button', { name: 'Headers' }).click();
  await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden) .monaco-editor').click();
  await page.keyboard.insertText(JSON.stringify({ authorization: idToken, 'x-desk': 'seven' }));

  await console.run();
  await console.entry('with the credentials of its headers pane').waitFor();
  const authorization = JSON.parse(await sent.next()).payload.extensions.authorization;
  expect(authorization).toMatchObject({ Authorization: idToken, 'x-desk': 'seven' });

  for (const operation of ['query Who { __typename }', 'mutation Who { __typename }']) {
    await console.write(operation);
    const request = page.waitForRequest((one) => one.url() === desk.cloud.graphqlUrl);
    await console.run();
    expect((await request).headers()).toMatchObject({ authorization: idToken, 'x-desk': 'seven' });
  }
  expect(console.complaints).toEqual([]);
});

test('whoever has a temporary password chooses a new one in the form, and stays signed in over a reload', async () => {
  await createGuest('guest1', 'Tempor4ry-2027');
  const console = await openConsole();
  const { page } = console;
  await page.getByLabel('User of this tab').selectOption('form:password');
  await page.getByLabel('User name').fill('guest1');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(await page.getByRole('dialog').getByRole('alert').innerText()).toBe(
    'Incorrect username or password.',
  );
  await page.getByLabel('Password').fill('Tempor4ry-2027');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('New password').fill('Lasting-pa55word');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await console.tab(/Schema\s+guest1/).waitFor();
  await page.getByRole('button', { name: 'Headers' }).click();
  await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden) .monaco-editor').click();
  await page.keyboard.insertText('{ "x-desk": "secret header" }');

  await page.reload();
  await console.ready();
  await console.run();
  await console.entry(/answer\s+Schema/).waitFor();
  // What is kept beyond the session of a browser tab says who it was, and proves nothing.
  const kept = await page.evaluate('JSON.stringify(localStorage)');
  expect(kept).toContain('user:guest1');
  expect(kept).not.toMatch(/Lasting|Tempor4ry|eyJ|refreshToken|secret header/);
  const other = await openConsolePage(page.context(), desk.cloud.graphqlUrl);
  await other.run();
  await other.page.getByRole('dialog').getByLabel('User name').waitFor();
  expect(await other.page.getByLabel('User name').inputValue()).toBe('guest1');
  await page.context().close();
});

async function createGuest(Username: string, TemporaryPassword: string): Promise<void> {
  const { awsEndpointUrl, region, userPoolId } = desk.cloud.describe();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const cognito = new CognitoIdentityProviderClient({ endpoint: awsEndpointUrl, region, credentials });
  const user = { UserPoolId: userPoolId ?? '', Username };
  const UserAttributes = [{ Name: 'email', Value: `${Username}@frontdesk.example` }];
  await cognito.send(
    new AdminCreateUserCommand({
      ...user,
      UserAttributes,
      TemporaryPassword,
      MessageAction: 'SUPPRESS',
    }),
  );
  await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName: 'Tenants' }));
  cognito.destroy();
}

test('IAM signs queries and mutations; what only users may do is refused to it in one line', async () => {
  const console = shared;
  await console.open(
    'mutation Publish { publishStockLevel(sku: "tea", units: "7", version: "1", updatedOn: "2031-01-01T00:00:00Z") { sku } }',
  );
  await console.become('iam');
  await console.run();
  await console.entry(/answer\s+Publish/).waitFor();
  await console.write('subscription Stock { onStockLevel { sku } }');
  await console.run();
  await console.entry(/Stock, as IAM, was refused: Not Authorized/).waitFor();
  expect(console.complaints).toEqual([]);
});

test('a token is renewed before it expires, without a word', async () => {
  const console = await openConsole();
  const { page } = console;
  await page.clock.install();
  const tokens: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url() === desk.cloud.graphqlUrl)
      tokens.push(request.headers()['authorization']);
  });
  await console.open('query Kind { __typename }');
  await console.become('user:tenant1');
  await console.run();
  await console.entry(/answer\s+Kind/).waitFor();
  await page.clock.fastForward('59:30');
  await console.write('query Later { __typename }');
  const renewal = page.waitForRequest(
    (request) =>
      request.headers()['x-amz-target'] === 'AWSCognitoIdentityProviderService.GetTokensFromRefreshToken',
  );
  await console.run();
  await renewal;
  await console.entry(/answer\s+Later/).waitFor();
  expect(new Set(tokens).size).toBe(2);
  await page.context().close();
});
