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

export const EVENTS_PATH = '/console/events';

export interface AsyncApiOptions {
  /** The document. */
  readonly file: string;
  /** What it is made of: the page says so if one of them changed since it was written and since the cloud began. @default it is not known */
  readonly sources?: readonly string[];
  /** The command that makes it anew. @default none is named */
  readonly command?: string;
}

/**
 * `/console/events`: what an AsyncAPI 3 document says, as a page; `/console/events.json`: the document itself. Read at each
 * request, so that the page says what the file says. Other pages may link to it, but read none of it.
 * @param options the document; without one there is no such page
 */
export function eventsRoute(options: AsyncApiOptions | undefined): Route {
  const file = options?.file;
  const isBehind = watchSources(options);
  return async (request) => {
    const answer = PAGES[withoutQuery(request.path)];
    if (!isRead(request) || !answer) return undefined;
    const isLink =
      request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
    if (request.sender === 'foreignPage' && !isLink) return refusals.foreignPage(request.headers['origin']);
    if (file === undefined || !statSync(file, { throwIfNoEntry: false })) return plain(404, NO_DOCUMENT);
    if (statSync(file).size > MOST_BYTES)
      return plain(413, `The document has more than ${MOST_BYTES} bytes.`);
    try {
      const behind = isBehind() ? (options?.command ?? '') : undefined;
      const [type, body] = answer(readFileSync(file, 'utf8'), behind);
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
}

const timeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Whether a source is newer than the document. What was so from the beginning says nothing: all files of a checkout are as new. */
function watchSources(options: AsyncApiOptions | undefined): () => boolean {
  const { file = '', sources = [] } = options ?? {};
  const first = new Map(sources.map((source) => [source, timeOf(source)]));
  return () =>
    sources.some((source) => timeOf(source) !== first.get(source) && timeOf(source) > timeOf(file));
}

const NO_DOCUMENT = 'Whoever started this cloud named no document of its events.';

type Answer = (document: string, behind: string | undefined) => [type: string, body: string];

const PAGES: Readonly<Record<string, Answer>> = {
  [EVENTS_PATH]: (document, behind) => [
    'text/html; charset=utf-8',
    renderEvents(readAsyncApi(document), behind),
  ],
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
