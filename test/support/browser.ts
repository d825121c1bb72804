import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/**
 * Flags of our own: those that come with the package switch the same-origin policy off, which is what is tested.
 * The last three keep the browser from speaking with anybody else.
 */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--ignore-certificate-errors',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts headless Chromium, which is in the package and needs no installation. */
export const openBrowser = async (flags: readonly string[] = []): Promise<Browser> =>
  playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...FLAGS, ...flags],
    headless: true,
  });
