import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { ResourceNames } from '../resourceNames.ts';
import type { Traces } from '../traces/createTraces.ts';
import { readTrace, summarizeTrace } from '../traces/readTrace.ts';
import { isLocal } from './createOriginPolicy.ts';
import { corsHeaders } from './guardAwsEndpoint.ts';
import { urlOfPath, withoutQuery } from './readRequest.ts';
import { refusal, refusals } from './refusals.ts';
import type { Route } from './serveGraphql.ts';

/** How many traces a list has if nobody says. */
const SHORT_LIST = 50;

/**
 * `GET /traces.json?limit=50`: the latest requests, the last one first. `GET /traces/<id>.json`: the path of one, by its id or
 * the end of it; `GET /traces.json?id=<id>`: a list of that path, or of none, for whoever asks before there is one;
 * `GET /traces.json?subscription=<id>&delivery=<n>`: the same of the request that caused the n-th delivery to a subscription.
 * They tell who called and what was logged, so they are for those who may read the outputs, and of this machine alone.
 */
export const tracesRoute =
  (traces: Traces, names: () => ResourceNames): Route =>
  async (request) => {
    const path = withoutQuery(request.path);
    const [, id] = /^\/traces\/([\w-]{1,100})\.json$/.exec(path) ?? [];
    if (
      (request.method !== 'GET' && request.method !== 'HEAD') ||
      (path !== '/traces.json' && id === undefined)
    )
      return undefined;
    if (request.sender === 'foreignPage') return refusals.foreignPage(request.headers['origin']);
    if (!isLocal(request))
      return refusal(403, 'AccessDeniedException', 'The paths of requests are shown to this machine alone.');
    if (id === undefined) return answer(request, listOf(request, traces, names()));
    const kept = traces.find(id);
    if (kept) return answer(request, readTrace(kept, names()));
    return refusal(
      404,
      'ResourceNotFoundException',
      `No trace that is kept ends with ${id}.`,
      corsHeaders(request),
    );
  };

function listOf({ path }: HttpRequest, traces: Traces, names: ResourceNames) {
  const { searchParams } = urlOfPath(path);
  const id = searchParams.get('id');
  const subscription = searchParams.get('subscription');
  if (id !== null || subscription !== null) {
    const kept =
      subscription === null
        ? traces.find(id ?? '')
        : traces.findDelivery(subscription, Number(searchParams.get('delivery')));
    return kept ? [readTrace(kept, names)] : [];
  }
  const limit = Number(searchParams.get('limit') ?? SHORT_LIST);
  return traces
    .latest(Number.isInteger(limit) && limit > 0 ? limit : SHORT_LIST)
    .map((kept) => summarizeTrace(kept, names));
}

const answer = (request: HttpRequest, body: unknown): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...corsHeaders(request) },
  body: JSON.stringify(body, null, 2),
});
