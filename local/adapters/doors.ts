import type { HttpResponse } from '../platform/HttpMessage.ts';
import type { CloudFront } from '../services/cloudfront/CloudFront.ts';
import { HEALTH_PATH } from './consoleOfOccupant.ts';
import { isRead, withoutQuery } from './readRequest.ts';
import { refusals } from './refusals.ts';
import type { Route } from './serveGraphql.ts';

/** The pages of the first distribution, on every path that nothing else has. Without one `/` leads to the console. */
export const pagesRoute =
  ({ distributions, handle }: CloudFront): Route =>
  async (request) => {
    const [first] = distributions();
    return first ? handle(first, request) : leadToConsole(request);
  };

/** For people who type the address of the machine alone. */
const leadToConsole: Route = async (request) =>
  isRead(request) && withoutQuery(request.path) === '/'
    ? { status: 302, headers: { location: '/console', 'cache-control': 'no-store' }, body: '' }
    : undefined;

export interface Health {
  readonly status: 'ok' | 'starting';
  /** The page by which a person recognises the cloud; null before there is one. */
  readonly console: string | null;
}

/**
 * What `/health` says of a cloud that starts.
 * @param ready when it is filled. @default as soon as its pages are served
 */
export function createHealth(ready: Promise<unknown> = Promise.resolve()) {
  let health: Health = { status: 'starting', console: null };
  return {
    read: () => health,
    /** Its pages are served. */
    serves(console: string) {
      health = { ...health, console };
      // Whoever fills the cloud ends it where that fails.
      void ready.then(
        () => (health = { status: 'ok', console }),
        () => undefined,
      );
    },
  };
}

/** `/health`: 200 once the cloud is deployed and filled, until then 503. It names nothing secret, and no page may read it. */
export const healthRoute =
  (readHealth: () => Health): Route =>
  async (request) => {
    if (!isRead(request) || withoutQuery(request.path) !== HEALTH_PATH) return undefined;
    if (request.sender === 'foreignPage') return refusals.foreignPage(request.headers['origin']);
    return describeHealth(readHealth());
  };

const describeHealth = (health: Health): HttpResponse => ({
  status: health.status === 'ok' ? 200 : 503,
  headers: {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    ...(health.status !== 'ok' && { 'retry-after': '1' }),
  },
  body: JSON.stringify(health),
});

/** Browsers ask for it with every page, and would show an error without it. */
export const iconRoute: Route = async (request) =>
  isRead(request) && withoutQuery(request.path) === '/favicon.ico'
    ? {
        status: 200,
        headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' },
        body: ICON,
      }
    : undefined;

/** A desk bell. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="#0e7490">' +
  '<circle cx="16" cy="7" r="2.5"/><path d="M4 22a12 12 0 0 1 24 0z"/><rect x="2" y="24" width="28" height="4" rx="2"/></svg>';
