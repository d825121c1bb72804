import * as z from 'zod';
import { languageNamed, parseUnsubscribeLink } from '../../model/notifications/unsubscribing.ts';
import { now } from '../platform/now.ts';
import { endEmails } from './shared/endEmails.ts';
import { unsubscribePage, type UnsubscribeState } from './shared/unsubscribePage.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-request-payload */
const Request = z.object({
  rawPath: z.string(),
  queryStringParameters: z.record(z.string(), z.string()).default({}),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
});

/**
 * Ends a person's e-mails for whoever posts to a link that was sent to them: a mailbox's own button, or the page's. Mail scanners
 * follow links, so opening one shows a page, reads nothing and changes nothing. What is posted does not count, and is not read.
 * https://www.rfc-editor.org/rfc/rfc8058#section-3.1
 */
export const handler = async (event: unknown) => {
  const { rawPath, queryStringParameters, requestContext } = Request.parse(event);
  const { method } = requestContext.http;
  const answer = (statusCode: number, state: UnsubscribeState) => ({
    statusCode,
    ...unsubscribePage(state, languageNamed(queryStringParameters['language'])),
    ...(method === 'HEAD' && { body: '' }),
  });
  if (!['GET', 'HEAD', 'POST'].includes(method))
    return { statusCode: 405, headers: { allow: 'GET, HEAD, POST', 'content-type': 'text/plain' }, body: '' };
  const link = parseUnsubscribeLink(rawPath);
  if (!link) return answer(404, 'gone');
  if (method !== 'POST') return answer(200, 'asked');
  return (await endEmails(link, now())) === 'ended' ? answer(200, 'ended') : answer(404, 'gone');
};
