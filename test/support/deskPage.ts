import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import * as given from '../journeys/given.ts';
import { openBrowser } from './browser.ts';

/** The whole backend with its page, and a browser to open it in. */
export interface Desk extends AsyncDisposable {
  readonly desk: given.Frontdesk;
  readonly browser: Browser;
  readonly origin: string;
  /**
   * Opens the page in a browser context of its own, as somebody else's machine. With `username` that user is signed in, through
   * the form. The page's clock tells the cloud's time: where that stands still, it runs on from there.
   */
  open(options?: OpenOptions): Promise<DeskPage>;
}

export interface OpenOptions extends BrowserContextOptions {
  readonly username?: string;
  /** @default that of all users of journeys */
  readonly password?: string;
  /** @default '/' */
  readonly path?: string;
}

export interface DeskPage {
  readonly page: Page;
  /** What the browser complains of: a refused script, style or connection is an error. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

const MINUTE = 60_000;
const PASSWORD = 'Passw0rd-2027';

/** Starts the cloud, whose time runs unless told otherwise, and a browser. Share one of it in a test file. */
export async function openDesk(options: given.FrontdeskOptions = {}): Promise<Desk> {
  const desk = await given.frontdesk({ running: true, ...options });
  const origin = desk.cloud.describe().pageUrl!;
  const browser = await openBrowser();
  return {
    desk,
    browser,
    origin,
    open: (opening = {}) => openDeskPage(browser, origin, desk, opening),
    async [Symbol.asyncDispose]() {
      await browser.close();
      await desk[Symbol.asyncDispose]();
    },
  };
}

async function openDeskPage(
  browser: Browser,
  origin: string,
  { cloud }: given.Frontdesk,
  { username, password = PASSWORD, path = '/', ...options }: OpenOptions,
): Promise<DeskPage> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  const time = cloud.world.clock.now();
  if (Math.abs(time - Date.now()) > MINUTE) await page.clock.install({ time });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(origin + path);
  if (username !== undefined) await signIn(page, username, password);
  return { page, complaints, close: () => context.close() };
}

async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('E-mail or user name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('#content').waitFor();
}
