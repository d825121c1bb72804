import type { Browser, Page } from 'playwright-core';
import axe from 'axe-core';
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../../local/startCloud.ts';
import { ask } from '../../support/ask.ts';
import { openBrowser } from '../../support/browser.ts';
import { writeAssembly } from '../../support/writeAssembly.ts';

let cloud: Cloud;
let base: string;
let browser: Browser;
beforeAll(async () => {
  cloud = await startCloud({ assembly: writeAssembly({}) });
  base = cloud.graphqlUrl.replace('/graphql', '');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await cloud?.close();
});
beforeEach(() => cloud.services.mailbox.empty());

const mail = (message: object = {}) =>
  cloud.services.mailbox.send(
    {
      medium: 'EMAIL',
      service: 'SES',
      from: 'Desk <desk@harbour.example>',
      to: 'Ann <ann@example.com>',
      subject: 'Your stay begins tomorrow',
      body: 'Welcome. See https://harbour.example/stay?id=1',
      ...message,
    },
    null,
  );

const text = (message: object = {}) =>
  mail({
    medium: 'TEXT',
    service: 'SNS',
    from: 'NOTICE',
    to: '+15550100123',
    subject: 'Text message',
    body: 'Ready.',
    ...message,
  });

async function open(options: object = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${base}/console/mail`);
  await page.getByRole('heading', { name: 'Mail', exact: true }).waitFor();
  return { page, complaints, context };
}

const item = (page: Page, words: string) =>
  page.getByRole('listitem').filter({ hasText: words }).getByRole('button');

describe('/mail.json', () => {
  const list = async (query = '') => JSON.parse((await ask(`${base}/mail.json${query}`)).body);

  test('lists what would have been sent, to whom one asks for, and after what one knows', async () => {
    mail();
    mail({ to: 'ben@example.com', cc: 'Ann <ANN@example.com>' });
    text();
    const [first, second, third] = await list();
    expect([first.to, second.to, third.to]).toEqual([
      'Ann <ann@example.com>',
      'ben@example.com',
      '+15550100123',
    ]);
    expect(await list('?to=ann@example.com')).toEqual([first, second]);
    expect(await list('?to=%2B15550100123')).toEqual([third]);
    expect(await list(`?after=${first.id}`)).toEqual([second, third]);
    // Who knows more than there is knew another run of the cloud.
    expect(await list(`?after=${Number(third.id) + 1}`)).toHaveLength(3);
    expect(await list('?after=nonsense')).toHaveLength(3);
  });

  test('is emptied by DELETE', async () => {
    mail();
    expect(await ask(`${base}/mail.json`, { method: 'DELETE' })).toMatchObject({ status: 204 });
    expect(await list()).toEqual([]);
  });

  test.each([
    ['GET', '/mail.json'],
    ['DELETE', '/mail.json'],
    ['POST', '/mail/replies'],
  ])('%s %s is not for foreign pages, nor for other machines behind a proxy', async (method, path) => {
    mail();
    const body = method === 'POST' ? '{"from":"+15550100999","text":"STOP"}' : '';
    for (const headers of [{ origin: 'https://evil.example' }, { 'x-forwarded-for': '203.0.113.9' }])
      expect(await ask(`${base}${path}`, { method, headers }, body)).toMatchObject({ status: 403 });
    expect(cloud.services.mailbox.messages()).toHaveLength(1);
    expect(cloud.services.sns.takeReply('+15550100999', 'Hello')).toBe(false);
  });

  test.each([
    '',
    '[]',
    'null',
    '{"from":"+15550100123"}',
    '{"from":"ann","text":"STOP"}',
    `{"text":"${'x'.repeat(2000)}"}`,
  ])('a reply of %s is refused', async (body) => {
    expect(await ask(`${base}/mail/replies`, { method: 'POST' }, body)).toMatchObject({ status: 400 });
  });
});

describe('the page', () => {
  test('shows messages as they come, and one of them', async () => {
    const { page, complaints, context } = await open();
    await page.getByText('Nothing was sent yet.').waitFor();
    mail({
      attachments: [{ name: 'stay.ics', type: 'text/calendar', bytes: 1234 }],
      headers: [{ name: 'X-A', value: 'b' }],
    });
    text({ undelivered: 'Its owner has opted out.' });
    await item(page, 'Your stay begins tomorrow').click();
    await page.getByRole('article').getByText('Welcome. See').waitFor();
    const article = await page.getByRole('article').innerText();
    for (const shown of ['Desk <desk@harbour.example>', 'Ann <ann@example.com>', 'stay.ics', 'X-A: b'])
      expect(article).toContain(shown);
    expect(
      await page.getByRole('link', { name: 'https://harbour.example/stay?id=1' }).getAttribute('rel'),
    ).toContain('noopener');
    await item(page, 'not delivered').click();
    await page.getByText('Taken, and not delivered: Its owner has opted out.').waitFor();

    await page.getByLabel('Find messages').fill('stay tomorrow');
    expect(await page.getByRole('listitem').count()).toBe(1);
    await page.getByLabel('Find messages').fill('nothing of it');
    await page.getByText('No message has these words.').waitFor();
    await page.getByLabel('Find messages').fill('');
    await page.getByRole('button', { name: 'Empty' }).click();
    await page.getByText('Nothing was sent yet.').waitFor();
    expect(cloud.services.mailbox.messages()).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('shows HTML in a frame that runs, loads, sends and opens nothing', async () => {
    const { page, context } = await open();
    const asked: string[] = [];
    // What the policy refuses is told as a request that failed for it, and never left the browser.
    page.on('request', async (request) => {
      const answered = await request.response();
      if (answered !== null || request.failure()?.errorText !== 'csp') asked.push(request.url());
    });
    mail({
      subject: '<img src=x onerror="document.title=1">',
      body: '<b onclick="document.title=2">plain</b>',
      html: `<h1>Hello</h1><script>parent.document.title = 3; fetch('/mail.json', {method: 'DELETE'})</script>
        <img src="${base}/mail.json?pixel"><img src="https://evil.example/pixel">
        <form action="${base}/mail/replies" method="post"><button>Send</button></form>
        <a href="${base}/outputs.json?followed">Follow</a> <a href="javascript:parent.document.title=4">Run</a>
        <meta http-equiv="refresh" content="0;url=${base}/outputs.json?refreshed">`,
    });
    await item(page, '<img src=x').click();
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'Hello' }).waitFor();
    await frame.getByRole('button', { name: 'Send' }).click();
    await frame.getByText('Run').click();
    await frame.getByText('Follow').click();
    await page.getByRole('button', { name: 'Text', exact: true }).click();
    await page.getByText('<b onclick="document.title=2">plain</b>').waitFor();
    expect(await page.title()).toBe('Mail');
    expect(asked.filter((url) => /pixel|followed|refreshed|replies/.test(url))).toEqual([]);
    expect(cloud.services.mailbox.messages()).toHaveLength(1);
    expect(await page.getByRole('article').getByRole('link').allInnerTexts()).toEqual([
      `${base}/outputs.json?followed`,
    ]);
    await context.close();
  });

  test('answers STOP for whoever got a text message', async () => {
    const { page, context } = await open();
    text();
    await item(page, 'Ready.').click();
    await page.getByRole('button', { name: 'Answer STOP' }).click();
    await page.getByText('+15550100123 gets no more text messages.').waitFor();
    expect(cloud.services.sns.takeReply('+15550100123', '?')).toBe(true);
    await context.close();
  });

  test.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 360],
    ['dark', 360],
  ] as const)('is accessible and fits, %s at %i px, by the keyboard alone', async (colorScheme, width) => {
    mail({ html: '<p>Welcome.</p>', to: `${'long'.repeat(40)}@example.com`, undelivered: 'On the list.' });
    const { page, context, complaints } = await open({ colorScheme, viewport: { width, height: 800 } });
    await item(page, 'Your stay').waitFor();
    const shots = process.env['SHOTS'];
    if (shots) mkdirSync(shots, { recursive: true });
    const look = async (name: string) => {
      if (shots) await page.screenshot({ path: `${shots}/mail-${name}-${colorScheme}-${width}.png` });
      await page.evaluate(axe.source);
      const { violations } = (await page.evaluate('axe.run(document, { iframes: false })')) as any;
      expect(violations.map(({ id, nodes }: any) => [id, nodes.map(({ html }: any) => html)])).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    };
    await look('list');
    await page.getByLabel('Find messages').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('article').waitFor();
    await look('message');
    if (width === 360) {
      await page.getByRole('button', { name: 'Back' }).press('Enter');
      await item(page, 'Your stay').waitFor();
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});
