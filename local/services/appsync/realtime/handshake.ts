import { AwsError } from '../../../platform/AwsError.ts';
import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { World } from '../../../platform/World.ts';
import type { Api } from '../Api.ts';
import { parseJsonObject } from '../GraphqlRequest.ts';
import { reportRequestError } from '../requestErrors.ts';
import type { ClosableConnection, RealtimeContext, RealtimePeer } from './RealtimeConnection.ts';
import { frames, POLICY_VIOLATION, REFUSAL_TIMEOUT_MS, SUBPROTOCOL, toFrameError } from './protocol.ts';

/**
 * The credential headers of an upgrade request. Clients send them in one of three places: in a subprotocol
 * `header-<base64url>`, in the query parameter `header`, or as plain headers.
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html#handshake-details-to-establish-the-websocket-connection
 */
function handshakeHeaders({ path, headers }: HttpRequest): Readonly<Record<string, string>> {
  const subprotocol = subprotocolsOf(headers).find((name) => name.startsWith('header-'));
  const query = new URL(path, 'http://localhost').searchParams.get('header');
  // Old clients do not escape the base64 in the URL, so its plus signs arrive as spaces.
  const encoded = subprotocol?.slice('header-'.length) ?? query?.replaceAll(' ', '+');
  if (encoded === undefined) return headers;
  const decoded = parseJsonObject(Buffer.from(encoded, 'base64').toString('utf8'));
  if (!decoded) throw new AwsError('BadRequestException', 'The header is not a base64 encoded JSON object.');
  return lowerCaseNames(decoded);
}

export const offersSubprotocol = ({ headers }: HttpRequest) => subprotocolsOf(headers).includes(SUBPROTOCOL);

/** Converts headers in a JSON object to those of an `HttpRequest`: names in lower case, only text. */
export function lowerCaseNames(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
    ),
  );
}

/** The endpoint that a realtime URL belongs to: `/graphql` for `/graphql/realtime`. */
export function graphqlPath({ path }: HttpRequest): string {
  const [withoutQuery = ''] = path.split('?');
  return withoutQuery.replace(/\/realtime$/, '');
}

const subprotocolsOf = (headers: HttpRequest['headers']) =>
  (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());

/**
 * Returns what is wrong with the credentials of an upgrade, or undefined. A client signs `POST <endpoint>/connect`
 * with the body `{}`.
 */
export async function handshakeError(
  { world, authenticate }: RealtimeContext,
  api: Api,
  upgrade: HttpRequest,
): Promise<AwsError | undefined> {
  try {
    const headers = handshakeHeaders(upgrade);
    const path = `${graphqlPath(upgrade)}/connect`;
    await authenticate(api, { ...upgrade, method: 'POST', path, headers, body: '{}' });
    return undefined;
  } catch (error) {
    return reportRequestError(error, world, api, null);
  }
}

/**
 * A connection with invalid credentials. It is opened all the same and answers the first frame with the
 * error: a browser hides the status of a refused upgrade, and clients would try again forever.
 */
export function refuseConnection({ clock }: World, error: AwsError, peer: RealtimePeer): ClosableConnection {
  let open = true;
  const close = (code: number, reason: string) => {
    if (!open) return;
    open = false;
    timeout.cancel();
    peer.close(code, reason);
  };
  const refuse = () => {
    if (open) peer.send(frames.connectionError(toFrameError(error)));
    close(POLICY_VIOLATION, error.code);
  };
  const timeout = clock.schedule(REFUSAL_TIMEOUT_MS, refuse);
  return {
    subprotocol: SUBPROTOCOL,
    receive: async () => refuse(),
    closed() {
      open = false;
      timeout.cancel();
    },
    close,
  };
}
