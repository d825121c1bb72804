import type { CapturedMessage } from '../platform/CapturedMessage.ts';
import type { Mailbox } from '../platform/createMailbox.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import { parseJson } from '../platform/parseJson.ts';
import type { Sns } from '../services/sns/Sns.ts';
import { isLocal } from './createOriginPolicy.ts';
import { corsHeaders } from './guardAwsEndpoint.ts';
import { isRead, urlOfPath, withoutQuery } from './readRequest.ts';
import { refusal, refusals } from './refusals.ts';
import type { Route } from './serveGraphql.ts';

/**
 * `GET /mail.json`: the messages that the cloud would have sent to people, the latest last; `?to=` those to one address or
 * telephone number, `?after=` those after one of them, by its id. `DELETE /mail.json` forgets them. They may hold codes and
 * tokens, so they are for those who may read the outputs, and of this machine alone.
 */
export const mailRoute =
  (mailbox: Mailbox): Route =>
  async (request) => {
    if (withoutQuery(request.path) !== '/mail.json') return undefined;
    if (!isRead(request) && request.method !== 'DELETE') return undefined;
    const refused = refuseOthers(request);
    if (refused) return refused;
    if (isRead(request)) return json(request, wanted(mailbox.messages(), request));
    mailbox.empty();
    return { status: 204, headers: corsHeaders(request), body: '' };
  };

/** `GET /emails.json`: the same messages as they were told before, without HTML; none for other machines. */
export const emailsRoute =
  (mailbox: Mailbox): Route =>
  async (request) => {
    if (!isRead(request) || withoutQuery(request.path) !== '/emails.json') return undefined;
    if (request.sender === 'foreignPage') return refusals.foreignPage(request.headers['origin']);
    return json(request, isLocal(request) ? mailbox.messages().map(asEmail) : []);
  };

/** What each message said before there were text messages and HTML. */
const asEmail = ({ sentAt, to, topicArn, userPoolId, subject, body }: CapturedMessage) => ({
  sentAt,
  to,
  topicArn,
  userPoolId,
  subject,
  body,
});

/**
 * `POST /mail/replies` with `{"from": "+15550100", "text": "STOP"}`: what the owner of a telephone answers to a text message.
 */
export const repliesRoute =
  (sns: Pick<Sns, 'takeReply'>): Route =>
  async (request) => {
    if (request.method !== 'POST' || withoutQuery(request.path) !== '/mail/replies') return undefined;
    const refused = refuseOthers(request);
    if (refused) return refused;
    const reply = replyIn(request.body);
    if (!reply)
      return refusal(400, 'BadRequestException', 'A reply has a telephone number, from, and a text.');
    return json(request, { isOptedOut: sns.takeReply(reply.from, reply.text) });
  };

function refuseOthers(request: HttpRequest): HttpResponse | undefined {
  if (request.sender === 'foreignPage') return refusals.foreignPage(request.headers['origin']);
  if (isLocal(request)) return undefined;
  return refusal(403, 'AccessDeniedException', 'Messages to people are shown to this machine alone.');
}

function wanted(messages: readonly CapturedMessage[], { path }: HttpRequest): readonly CapturedMessage[] {
  const { searchParams } = urlOfPath(path);
  const asked = Number(searchParams.get('after') ?? 0);
  // Who knows later ones than there are asks of an earlier run.
  const after = asked > Number(messages.at(-1)?.id ?? asked) ? 0 : asked;
  const to = searchParams.get('to')?.toLowerCase();
  return messages.filter(
    (message) => !(Number(message.id) <= after) && (to === undefined || addressesOf(message).includes(to)),
  );
}

/** Without names and in lower case. */
const addressesOf = ({ to, cc = '', bcc = '' }: CapturedMessage) =>
  [to, cc, bcc]
    .join(', ')
    .toLowerCase()
    .split(/,\s*/)
    .map((each) => /<([^<>]*)>$/.exec(each)?.[1] ?? each);

/** Chosen: a number and a word. */
const LONGEST_REPLY = 1000;

function replyIn(body: string): { readonly from: string; readonly text: string } | undefined {
  try {
    const reply = body.length > LONGEST_REPLY ? undefined : parseJson(body);
    if (typeof reply !== 'object' || reply === null) return undefined;
    const { from, text } = { from: undefined, text: undefined, ...reply };
    return typeof from === 'string' && typeof text === 'string' && /^\+[1-9]\d{6,14}$/.test(from)
      ? { from, text }
      : undefined;
  } catch {
    // Said by the refusal, as for any other body that is no reply.
    return undefined;
  }
}

const json = (request: HttpRequest, body: unknown): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...corsHeaders(request) },
  body: JSON.stringify(body, null, 2),
});
