import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { AwsEndpoint } from './awsEndpoint.ts';
import { refusals } from './refusals.ts';

/**
 * Refuses what foreign web pages send to the AWS endpoint. Whoever reaches it may do everything, so they get nothing of
 * what AWS allows pages: docs/decisions/015-doors.md.
 */
export const refuseForeignPages = ({ sender, headers }: HttpRequest): HttpResponse | undefined =>
  sender === 'foreignPage' ? refusals.foreignPage(headers['origin']) : undefined;

/** Lets the cloud's own pages and those that its operator allows read what the AWS endpoint answers. */
export const answerPages =
  (handle: AwsEndpoint): AwsEndpoint =>
  async (request) => {
    const answer =
      request.method === 'OPTIONS' ? { status: 204, headers: {}, body: '' } : await handle(request);
    const cors = request.sender === 'program' ? {} : corsHeaders(request);
    return { ...answer, headers: { ...answer.headers, ...cors } };
  };

/** https://fetch.spec.whatwg.org/#http-cors-protocol */
export const corsHeaders = ({ headers }: HttpRequest): Record<string, string> => {
  const { origin, 'access-control-request-headers': asked } = headers;
  if (origin === undefined) return { vary: 'origin' };
  return {
    vary: 'origin',
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST',
    'access-control-expose-headers': '*',
    ...(asked !== undefined && { 'access-control-allow-headers': asked }),
  };
};
