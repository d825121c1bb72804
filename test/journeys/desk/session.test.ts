import {
  AssociateSoftwareTokenCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOTP_STEP_MS, totpAt } from '../../../local/services/cognito/passwords/totp.ts';
import { type Desk, openDesk } from '../../support/deskPage.ts';
import type * as given from '../given.ts';
import { emailedCode } from './emailedCode.ts';
import { createKeyboard } from './keyboard.ts';

const PASSWORD = 'Passw0rd-2027';
const NEW_PASSWORD = 'Another-Passw0rd-2027';

let web: Desk;
let tenant: given.Person;
let apartmentId: string;
beforeAll(async () => {
  web = await openDesk();
  tenant = await web.desk.tenant();
  await web.desk.tenant();
  apartmentId = await web.desk.apartment();
});
afterAll(() => web?.[Symbol.asyncDispose]());

const fill = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const signedIn = (page: Page) =>
  page.getByRole('button', { name: 'Sign out' }).waitFor({ state: 'attached' });
const signedOut = (page: Page) => page.getByRole('heading', { name: 'Sign in' }).waitFor();

async function signIn(page: Page, username: string, password: string): Promise<void> {
  await fill(page, 'E-mail or user name', username);
  await fill(page, 'Password', password);
  await press(page, 'Sign in');
}

/** Sets up an authenticator for a user, and returns what it shows. */
async function hasAuthenticator(username: string): Promise<() => string> {
  const { awsEndpointUrl: endpoint, userPoolClientId: ClientId } = web.desk.cloud.describe();
  const pools = new CognitoIdentityProviderClient({ endpoint, region: 'us-east-1', credentials: ANY });
  const { AuthenticationResult } = await pools.send(
    new InitiateAuthCommand({
      ClientId: ClientId!,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD },
    }),
  );
  const { AccessToken } = AuthenticationResult!;
  const { SecretCode } = await pools.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  // A code is taken once, so the present one is left for the sign-in.
  const UserCode = totpAt(SecretCode!, web.desk.cloud.world.clock.now() - TOTP_STEP_MS);
  await pools.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
  const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
  await pools.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
  return () => totpAt(SecretCode!, web.desk.cloud.world.clock.now());
}

const ANY = { accessKeyId: 'any', secretAccessKey: 'any' };

describe('somebody who is new', () => {
  test('signs up, confirms the address, and is in once the account has a name', async () => {
    const { page, complaints, close } = await web.open();
    await page.getByRole('link', { name: 'I am new here' }).click();
    await fill(page, 'First name', 'Ines <b>');
    await fill(page, 'Last name', 'Okafor');
    await fill(page, 'E-mail', 'ines@example.com');
    await fill(page, 'Password', PASSWORD);
    await press(page, 'Make an account');
    await page.getByRole('heading', { name: 'Confirm your e-mail address' }).waitFor();
    await fill(page, 'Code', '000000');
    await press(page, 'Confirm');
    expect(await page.getByRole('alert').innerText()).toMatch(/^That is not the code/);
    await fill(page, 'Code', await emailedCode(web.desk, page, 'ines@example.com'));
    await press(page, 'Confirm');
    await page.getByRole('heading', { name: 'Welcome' }).waitFor();
    expect(await page.getByLabel('First name').inputValue()).toBe('Ines <b>');
    await press(page, 'Continue');
    await signedIn(page);
    // The refused code is the only complaint: the browser reports each answer of 400.
    expect(complaints).toEqual([expect.stringContaining('400')]);
    await close();
    // The address is proven, so it is written to.
    const { getAllUserAccounts } = await web.desk.admin.graphql(
      '{ getAllUserAccounts(pagination: { limit: 100 }) { items { email verified } } }',
    );
    expect(getAllUserAccounts.items).toContainEqual({ email: 'ines@example.com', verified: true });

    const again = await web.open({ username: 'ines@example.com' });
    await again.page.getByText('You have no bookings yet').waitFor();
    await again.close();
  });

  test('is told that the address has an account', async () => {
    const { page, close } = await web.open({ path: '/sign-up' });
    for (const [label, text] of [
      ['First name', 'Ines'],
      ['Last name', 'Okafor'],
      ['E-mail', 'INES@example.com'],
      ['Password', PASSWORD],
    ] as const)
      await fill(page, label, text);
    await press(page, 'Make an account');
    expect(await page.getByRole('alert').innerText()).toMatch(
      /^There is an account with this e-mail address/,
    );
    await close();
  });
});

describe('somebody with an account', () => {
  test('sees a booking as soon as it is stored', async () => {
    const { page, complaints, close } = await web.open({ username: 'tenant1' });
    await page.getByText('You have no bookings yet').waitFor();
    const input = { apartmentId, startDate: '2031-03-10', endDate: '2031-03-13' };
    await tenant.graphql(
      'mutation ($input: CreateApartmentBookingInput!) { createApartmentBooking(input: $input) { id } }',
      { input },
    );
    await page.getByRole('link', { name: /10–13 Mar 2031/ }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('is refused in plain words with a wrong password', async () => {
    const { page, close } = await web.open();
    await signIn(page, 'tenant1', 'guessed');
    expect(await page.getByRole('alert').innerText()).toBe('The name or the password is not right.');
    await close();
  });

  test('stays signed in when the tokens have passed', async () => {
    const { page, close } = await web.open({ username: 'tenant1' });
    await page.clock.install();
    await page.reload();
    await signedIn(page);
    await page.clock.fastForward('02:00:00');
    const renewed = page.waitForResponse((answer) =>
      /REFRESH_TOKEN|GetTokensFromRefreshToken/.test(
        (answer.request().postData() ?? '') + (answer.request().headers()['x-amz-target'] ?? ''),
      ),
    );
    await page.getByRole('link', { name: 'My bookings' }).click();
    await page.reload();
    expect((await renewed).ok()).toBe(true);
    await signedIn(page);
    await close();
  });

  test('stays signed in while nobody can renew the tokens, and says so where it has nothing to show', async () => {
    const { page, close } = await web.open({ username: 'tenant1' });
    await page.clock.install();
    await page.reload();
    await signedIn(page);
    let refused = 0;
    await page.route(/\/cognito/, (route) => {
      refused++;
      return route.abort();
    });
    await page.clock.fastForward('02:00:00');
    await page.getByRole('link', { name: 'My orders' }).click();
    await page.getByRole('heading', { name: 'My orders' }).waitFor();
    await expect.poll(() => refused).toBeGreaterThan(0);
    await signedIn(page);
    await page.reload();
    await page.getByText('Frontdesk cannot be reached').waitFor();
    await page.unroute(/\/cognito/);
    await page.clock.fastForward('00:10');
    await signedIn(page);
    await close();
  });

  test('signs out everywhere: another machine is out as soon as its tokens have passed', async () => {
    const here = await web.open({ username: 'tenant2' });
    const there = await web.open({ username: 'tenant2' });
    await there.page.goto(`${web.origin}/account`);
    await press(there.page, 'Sign out everywhere');
    await there.page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await signedOut(there.page);
    await here.page.clock.install({ time: Date.now() + 2 * 3_600_000 });
    await here.page.reload();
    await signedOut(here.page);
    await here.close();
    await there.close();
  });

  test('gets a new password by a code, and the old one is refused', async () => {
    const { page, close } = await web.open();
    await page.getByRole('link', { name: 'I have forgotten my password' }).click();
    await fill(page, 'E-mail or user name', 'tenant2@frontdesk.example');
    await press(page, 'Send a code');
    await fill(page, 'Code', '');
    await fill(page, 'New password', 'short');
    await page.getByLabel('Code').fill(await emailedCode(web.desk, page, 'tenant2@frontdesk.example'));
    await press(page, 'Save');
    expect(await page.getByRole('alert').innerText()).toMatch(/^A password has at least 12 characters/);
    await fill(page, 'New password', NEW_PASSWORD);
    await press(page, 'Save');
    await signedOut(page);
    await signIn(page, 'tenant2', PASSWORD);
    await page.getByRole('alert').waitFor();
    await signIn(page, 'tenant2', NEW_PASSWORD);
    await signedIn(page);
    await close();
  });

  test('comes in with a second factor, by keyboard alone', async () => {
    const totp = await hasAuthenticator('tenant1');
    const { page, close } = await web.open();
    const { type, tabTo } = createKeyboard(page);
    await tabTo(page.getByLabel('E-mail or user name'));
    await type('tenant1');
    await tabTo(page.getByLabel('Password'));
    await type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your second factor' }).waitFor();
    await tabTo(page.getByLabel('Code'));
    await type('abcdef');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').innerText()).toMatch(/^That is not the code/);
    await tabTo(page.getByLabel('Code'));
    await page.keyboard.press('ControlOrMeta+A');
    await type(totp());
    await page.keyboard.press('Enter');
    await signedIn(page);
    await close();
  });
});
