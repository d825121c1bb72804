import { readFileSync, statSync } from 'node:fs';
import { readAsyncApi } from '../eventsPage/readAsyncApi.ts';
import { renderEvents } from '../eventsPage/renderEvents.ts';
import { isRead, withoutQuery } from './readRequest.ts';
import { refusals } from './refusals.ts';
import type { Route } from './serveGraphql.ts';

/** Chosen: a document of a thousand events is smaller. */
export const MOST_BYTES = 4 * 1024 * 1024;

/** No script at all, and styles of this server alone. */
const SECURITY = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

/**
 * `/console/events`: what an AsyncAPI 3 document says, as a page; `/console/events.json`: the document itself. Read at each
 * request, so that the page says what the file says. Other pages may link to it, but read none of it.
 * @param file the document; without one there is no such page
 */
export const eventsRoute =
  (file: string | undefined): Route =>
  async (request) => {
    const answer = PAGES[withoutQuery(request.path)];
    if (!isRead(request) || !answer) return undefined;
    const isLink =
      request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
    if (request.sender === 'foreignPage' && !isLink) return refusals.foreignPage(request.headers['origin']);
    if (file === undefined || !statSync(file, { throwIfNoEntry: false })) return plain(404, NO_DOCUMENT);
    if (statSync(file).size > MOST_BYTES)
      return plain(413, `The document has more than ${MOST_BYTES} bytes.`);
    try {
      const [type, body] = answer(readFileSync(file, 'utf8'));
      return {
        status: 200,
        headers: { 'content-type': type, 'cache-control': 'no-cache', ...SECURITY },
        body,
      };
    } catch (error) {
      return plain(
        500,
        `The document cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };

const NO_DOCUMENT = 'Whoever started this cloud named no document of its events.';

const PAGES: Readonly<Record<string, (document: string) => [type: string, body: string]>> = {
  '/console/events': (document) => ['text/html; charset=utf-8', renderEvents(readAsyncApi(document))],
  '/console/events.json': (document) => ['application/json', document],
  '/console/events.css': () => [
    'text/css',
    readFileSync(new URL('../eventsPage/events.css', import.meta.url), 'utf8'),
  ],
};

const plain = (status: number, body: string) => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...SECURITY },
  body,
});
