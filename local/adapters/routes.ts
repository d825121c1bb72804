import type { CloudDescription } from '../CloudDescription.ts';
import { describeTo } from './describeTo.ts';
import { corsHeaders } from './guardAwsEndpoint.ts';
import { isRead, withoutQuery } from './readRequest.ts';
import { refusals } from './refusals.ts';
import type { Route } from './serveGraphql.ts';

/**
 * `GET /outputs.json`: the current description of the cloud, which clients configure themselves with. It names
 * passwords and keys, so it is for programs, for the console and for the pages that the operator allows.
 * @param ready what it waits for: that everything that it describes is there
 */
export const outputsRoute =
  (describe: () => CloudDescription, ready: Promise<unknown> = Promise.resolve()): Route =>
  async (request) => {
    if (!isRead(request) || withoutQuery(request.path) !== '/outputs.json') return undefined;
    if (request.sender === 'foreignPage') return refusals.foreignPage(request.headers['origin']);
    // A page reads it once, when it is opened, so an early answer without users would stay with it.
    await ready;
    const headers = {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      ...corsHeaders(request),
    };
    return { status: 200, headers, body: JSON.stringify(describeTo(request, describe()), null, 2) };
  };
