import type { HttpResponse } from '../../../platform/HttpMessage.ts';
import { parseJson } from '../../../platform/parseJson.ts';

/**
 * What a function's result is as an HTTP answer. One without a `statusCode` is the body itself, as JSON.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload
 */
export function urlResponse(payload: string): HttpResponse {
  const result = membersOf(parsed(payload));
  const status = result?.['statusCode'];
  if (result === undefined || status === undefined)
    return { status: 200, headers: { 'content-type': 'application/json' }, body: bodyText(payload) };
  if (!isStatus(status)) return BROKEN;
  const { body, isBase64Encoded } = result;
  const text =
    typeof body === 'string' ? body : body === undefined || body === null ? '' : JSON.stringify(body);
  return {
    status: Number(status),
    headers: { 'content-type': 'application/json', ...headersOf(result) },
    body: isBase64Encoded === true ? Buffer.from(text, 'base64') : text,
  };
}

/** As a text that is JSON, or the text itself. */
function bodyText(payload: string): string {
  const value = parsed(payload);
  return typeof value === 'string' ? value : payload;
}

function parsed(payload: string): unknown {
  try {
    return parseJson(payload);
  } catch {
    // A function that returns nothing has no payload.
    return undefined;
  }
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;

const isStatus = (status: unknown) => /^[2-5]\d\d$/.test(String(status));

const BROKEN: HttpResponse = {
  status: 502,
  headers: { 'content-type': 'application/json' },
  body: 'Internal Server Error',
};

/** What HTTP itself writes is not for functions. Chosen: AWS renames some of them. */
const OWN = /^(?:connection|content-length|date|keep-alive|transfer-encoding|upgrade)$/;

/** Header names that HTTP allows, with values of one line: others would break the answer. */
function headersOf({ headers, cookies }: Readonly<Record<string, unknown>>): Record<string, string> {
  const given = Object.entries(membersOf(headers) ?? {}).flatMap(([name, value]): [string, string][] => {
    const lower = name.toLowerCase();
    const isValid = /^[!#$%&'*+.^_`|~\w-]+$/.test(lower) && !OWN.test(lower);
    return isValid && isPlain(value) ? [[lower, String(value)]] : [];
  });
  const cookie: unknown = Array.isArray(cookies) ? cookies[0] : undefined;
  // One of several is set here, which is chosen: an answer has one header of a name.
  return { ...Object.fromEntries(given), ...(isPlain(cookie) && { 'set-cookie': String(cookie) }) };
}

const isPlain = (value: unknown) =>
  /^(?:string|number|boolean)$/.test(typeof value) && /^[\t\x20-\x7e\x80-\xff]*$/.test(String(value));
