import { type ServerResponse, validateHeaderName, validateHeaderValue } from 'node:http';
import type { HttpResponse } from '../platform/HttpMessage.ts';
import type { Connections } from './limitConnections.ts';

/** No browser may take an answer for another type than its own, nor embed it in a page of somebody else. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/** Sends an answer, and counts what its client has not read yet. */
export function sendResponse(
  connections: Connections,
  outgoing: ServerResponse,
  { status, headers, body }: HttpResponse,
): void {
  const bytes = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  // Without its length an answer would be sent in chunks.
  const length: Record<string, number> = status === NO_CONTENT ? {} : { 'content-length': bytes };
  if (!outgoing.headersSent) writeHead(outgoing, status, { ...SECURITY_HEADERS, ...length, ...headers });
  outgoing.end(body);
  connections.sent(outgoing, bytes);
}

/** Writes a head without the headers that HTTP cannot carry: a resolver may make one of a client's text. */
function writeHead(
  outgoing: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string | number>>,
): void {
  try {
    outgoing.writeHead(status, headers);
  } catch {
    outgoing.writeHead(status, Object.fromEntries(Object.entries(headers).filter(isHeader)));
  }
}

function isHeader([name, value]: readonly [string, string | number]): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, String(value));
    return true;
  } catch {
    return false;
  }
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-8.6 forbids it a length. */
const NO_CONTENT = 204;
