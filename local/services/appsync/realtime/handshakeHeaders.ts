import { AwsError } from '../../../platform/AwsError.ts';
import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import { parseObject } from './ClientFrame.ts';

export const SUBPROTOCOL = 'graphql-ws';

/**
 * The credential headers of an upgrade request, wherever the client put them: in a subprotocol
 * `header-<base64url>`, in the query parameter `header`, or as plain headers.
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html#handshake-details-to-establish-the-websocket-connection
 */
export function handshakeHeaders({ path, headers }: HttpRequest): Readonly<Record<string, string>> {
  const subprotocol = subprotocolsOf(headers).find((name) => name.startsWith('header-'));
  const query = new URL(path, 'http://localhost').searchParams.get('header');
  // Old clients leave the base64 unescaped in the URL, where a plus sign reads as a space.
  const encoded = subprotocol?.slice('header-'.length) ?? query?.replaceAll(' ', '+');
  if (encoded === undefined) return headers;
  const decoded = parseObject(Buffer.from(encoded, 'base64').toString('utf8'));
  if (!decoded) throw new AwsError('BadRequestException', 'The header is not a base64 encoded JSON object.');
  return lowerCased(decoded);
}

export const offersSubprotocol = ({ headers }: HttpRequest) => subprotocolsOf(headers).includes(SUBPROTOCOL);

/** Headers written as a JSON object, as `HttpRequest` has them: names in lower case, text only. */
export function lowerCased(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const present = Object.entries(headers).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(present.map(([name, value]) => [name.toLowerCase(), value as string]));
}

const subprotocolsOf = (headers: HttpRequest['headers']) =>
  (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
