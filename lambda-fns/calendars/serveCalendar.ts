import { createHash } from 'node:crypto';
import * as z from 'zod';
import { parseCalendarLink } from '../../model/calendars/links.ts';
import { now } from '../platform/now.ts';
import { findBookings } from './shared/bookings.ts';
import { calendarOf } from './shared/calendarOf.ts';
import { entities } from './shared/entities.ts';
import { isSecretOf } from './shared/secrets.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-request-payload */
const Request = z.object({
  rawPath: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
});

/** For nobody between the server and its reader; asked for again after five minutes, by its tag. */
const HEADERS = {
  'cache-control': 'private, max-age=300, must-revalidate',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  'referrer-policy': 'no-referrer',
};

/** One answer for every link that opens nothing: forged, revoked, of nobody, or of somebody who was disabled. */
const NOT_FOUND = {
  statusCode: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: 'There is no such calendar.',
};

/** A person's bookings for whoever knows the link. */
export const handler = async (event: unknown) => {
  const { rawPath, headers, requestContext } = Request.parse(event);
  const { method } = requestContext.http;
  if (method !== 'GET' && method !== 'HEAD')
    return { statusCode: 405, headers: { allow: 'GET, HEAD', 'content-type': 'text/plain' }, body: '' };
  const link = parseCalendarLink(rawPath);
  if (!link || !(await isOpen(link))) return NOT_FOUND;
  const body = calendarOf(await findBookings(link.userId, now()));
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  if (headers['if-none-match'] === etag) return { statusCode: 304, headers: { ...HEADERS, etag }, body: '' };
  return {
    statusCode: 200,
    headers: {
      ...HEADERS,
      etag,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="bookings.ics"',
    },
    body: method === 'HEAD' ? '' : body,
  };
};

/** Reads both rows whatever is in them, so that no answer comes sooner than another. */
const isOpen = async ({ userId, secret }: { readonly userId: string; readonly secret: string }) => {
  const [{ data: link }, { data: user }] = await Promise.all([
    entities.CalendarLink.get({ userId }).go({ consistent: true }),
    entities.User.get({ id: userId }).go({ consistent: true }),
  ]);
  return isSecretOf(secret, link?.secretHash) && user?.enabled === true;
};
