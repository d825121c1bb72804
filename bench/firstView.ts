import type { Browser } from 'playwright-core';
import { openBrowser } from '../test/support/browser.ts';
import { quantile } from './report/figures.ts';
import { writeResult } from './report/writeResult.ts';
import { startFrontdesk } from './server/startFrontdesk.ts';

const RUNS = 10;

interface View {
  /** Until the browser painted something, in milliseconds from the address being opened. */
  readonly paintedMs: number;
  /** Until somebody can sign in. */
  readonly usableMs: number;
  /** Of scripts, styles and all else that was loaded until then. */
  readonly bytes: number;
}

const server = await startFrontdesk({});
const browser = await openBrowser();
try {
  const page = server.description.pageUrl;
  if (page === undefined) throw new Error('The assembly has no pages.');
  await view(browser, page);
  const views: View[] = [];
  for (let run = 0; run < RUNS; run++) views.push(await view(browser, page));
  const median = (values: readonly number[]) => Math.round(quantile([...values], 0.5));
  writeResult({
    name: 'firstView',
    title: 'The first view of the web app, in a browser that has never seen it',
    rows: [
      {
        runs: RUNS,
        'painted (median)': `${median(views.map(({ paintedMs }) => paintedMs))} ms`,
        'usable (median)': `${median(views.map(({ usableMs }) => usableMs))} ms`,
        slowest: `${Math.round(Math.max(...views.map(({ usableMs }) => usableMs)))} ms`,
        'loaded, unpacked': `${Math.round(median(views.map(({ bytes }) => bytes)) / 1000)} KB`,
      },
    ],
    figures: views,
  });
} finally {
  await browser.close();
  await server.stop();
}

/** Opens the page with nothing in the browser's cache. */
async function view(browser: Browser, address: string): Promise<View> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const began = performance.now();
  await page.goto(address);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  const usableMs = performance.now() - began;
  const { paintedMs, bytes } = await page.evaluate<Omit<View, 'usableMs'>>(`({
    paintedMs: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    bytes: performance.getEntriesByType('resource').reduce((sum, { transferSize }) => sum + transferSize, 0),
  })`);
  await context.close();
  return { paintedMs, usableMs, bytes };
}
