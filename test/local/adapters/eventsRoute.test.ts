import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eventsRoute, MOST_BYTES } from '../../../local/adapters/eventsRoute.ts';
import type { HttpRequest } from '../../../local/platform/HttpMessage.ts';

const attribute = (type: string, value: object) => ({
  type: 'object',
  properties: { [type]: value },
  required: [type],
});

const eventData = {
  type: 'object',
  required: ['thingId'],
  properties: {
    thingId: { ...attribute('S', { type: 'string', 'x-holds': 'id' }), description: 'Which <thing>' },
    parts: attribute('L', {
      type: 'array',
      items: attribute('M', { type: 'object', properties: { weight: attribute('N', { type: 'string' }) } }),
    }),
    state: attribute('S', { type: 'string', enum: ['NEW', ''] }),
  },
};

const message = (name: string) => ({ $ref: `#/channels/bus/messages/${name}` });

const document = {
  asyncapi: '3.1.0',
  info: { title: 'Things & more', version: '7', description: 'What <b>happens</b>' },
  channels: { bus: { address: null } },
  operations: {
    make: {
      action: 'send',
      channel: { $ref: '#/channels/bus' },
      title: 'maker.ts',
      messages: [message('THING_MADE')],
    },
    sell: {
      action: 'receive',
      channel: { $ref: '#/channels/bus' },
      title: '<img src=x onerror=alert(1)>',
      description: 'state is NEW',
      messages: [message('THING_MADE')],
    },
  },
  components: {
    messages: {
      THING_MADE: {
        summary: 'Somebody made a thing.',
        tags: [{ name: 'makingThings' }],
        payload: { type: 'object', properties: { detail: { type: 'object', properties: { eventData } } } },
        examples: [{ payload: { thingId: { S: '</pre><script>alert(2)</script>' } } }],
      },
    },
  },
};

/** Asks the route of a cloud whose document is this text. */
async function ask(text: string | undefined, request: Partial<HttpRequest> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'events-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'asyncapi.json');
  if (text !== undefined) writeFileSync(file, text);
  const answer = await eventsRoute({ file })({
    ...{
      method: 'GET',
      path: '/console/events',
      headers: {},
      body: '',
      sourceIp: '127.0.0.1',
      sender: 'program',
    },
    ...request,
  });
  return { ...answer!, text: String(answer?.body) };
}

const page = async (request?: Partial<HttpRequest>) => ask(JSON.stringify(document), request);

test('the page shows each event with its data, who writes it and who follows it', async () => {
  const { status, text } = await page();
  expect(status).toBe(200);
  for (const shown of [
    '<h2 id="of-makingThings">Making things</h2>',
    'Somebody made a thing.',
    '<code>maker.ts</code>',
    'if state is NEW',
    '<code>thingId</code>',
    '<td>id</td>',
    '<td>NEW or empty</td>',
    '<code>parts[].weight</code> <span class="optional">optional</span>',
    '<td>number</td>',
  ])
    expect(text.replace(/\s+/g, ' ')).toContain(shown);
});

test('whatever a document says is text, and the page takes no script from anywhere', async () => {
  const { text, headers } = await page();
  expect(text).not.toMatch(/<script|<img|<b>/);
  expect(text).toContain('Things &amp; more');
  expect(text).toContain('&lt;/pre&gt;&lt;script&gt;');
  expect(headers?.['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self';/);
});

test('the document itself and the styles are served beside it', async () => {
  expect(JSON.parse((await page({ path: '/console/events.json' })).text)).toEqual(document);
  expect((await page({ path: '/console/events.css?v=1' })).headers?.['content-type']).toBe('text/css');
});

test('another page may link to it, and read none of it', async () => {
  const foreign = { sender: 'foreignPage', headers: { origin: 'https://other.example' } } as const;
  expect((await page(foreign)).status).toBe(403);
  const link = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  expect((await page({ ...foreign, headers: { ...foreign.headers, ...link } })).status).toBe(200);
});

test('without a document there is no page, and whoever asks is told', async () => {
  expect(await ask(undefined)).toMatchObject({
    status: 404,
    text: expect.stringContaining('named no document'),
  });
});

test.each([
  ['{', 'JSON'],
  ['{"asyncapi":"2.6.0"}', 'only version 3 is read'],
  ['{"asyncapi":"3.0.0","info":{"title":"x","version":"1"}}', 'components'],
  ['null', 'expected object'],
])('a document of %s is not shown, and it says why', async (text, why) => {
  expect(await ask(text)).toMatchObject({ status: 500, text: expect.stringContaining(why) });
});

test('a document that is too large is not read', async () => {
  expect(await ask(' '.repeat(MOST_BYTES + 1))).toMatchObject({ status: 413 });
});

test('only reading is answered, and only there', async () => {
  expect((await page({ method: 'POST' })).status).toBeUndefined();
  expect((await page({ path: '/console/eventual' })).status).toBeUndefined();
});

test('the page says that it is behind once a source was changed after it, and how it is made anew', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'events-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [file, source] = [join(folder, 'asyncapi.json'), join(folder, 'events.ts')];
  for (const path of [file, source]) writeFileSync(path, JSON.stringify(document));
  const at = (path: string, seconds: number) => utimesSync(path, seconds, seconds);
  at(file, 1000);
  // As after a checkout: newer from the beginning.
  at(source, 2000);
  const route = eventsRoute({ file, sources: [source], command: 'make <events>' });
  const request = { method: 'GET', path: '/console/events', headers: {}, body: '', sourceIp: '127.0.0.1' };
  const read = async () =>
    String((await route({ ...request, sender: 'program' }))?.body).replace(/\s+/g, ' ');
  expect(await read()).not.toContain('was changed');
  at(source, 3000);
  expect(await read()).toContain(
    'An event was changed since this was written. <code>make &lt;events&gt;</code>',
  );
  at(file, 4000);
  expect(await read()).not.toContain('was changed');
});
