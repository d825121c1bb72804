import { AwsError } from '../../../platform/AwsError.ts';
import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { World } from '../../../platform/World.ts';
import type { Api } from '../Api.ts';
import { parseJsonObject } from '../GraphqlRequest.ts';
import { reportRequestError } from '../requestErrors.ts';
import type { ClosableConnection, RealtimeContext, RealtimePeer } from './RealtimeConnection.ts';
import { toFrameError, frames, POLICY_VIOLATION, REFUSED_LIFE_MS, SUBPROTOCOL } from './protocol.ts';

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
  const decoded = parseJsonObject(Buffer.from(encoded, 'base64').toString('utf8'));
  if (!decoded) throw new AwsError('BadRequestException', 'The header is not a base64 encoded JSON object.');
  return lowerCaseNames(decoded);
}

export const offersSubprotocol = ({ headers }: HttpRequest) => subprotocolsOf(headers).includes(SUBPROTOCOL);

/** Headers written as a JSON object, as `HttpRequest` has them: names in lower case, text only. */
export function lowerCaseNames(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const present = Object.entries(headers).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(present.map(([name, value]) => [name.toLowerCase(), value as string]));
}

/** The endpoint that a realtime URL belongs to: `/graphql` for `/graphql/realtime`. */
export const graphqlPath = ({ path }: HttpRequest) => path.split('?')[0]!.replace(/\/realtime$/, '');

const subprotocolsOf = (headers: HttpRequest['headers']) =>
  (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());

/** What is wrong with the credentials of an upgrade; a signature was made for `POST <endpoint>/connect` with `{}`. */
export async function handshakeError(
  { world, authenticate }: RealtimeContext,
  api: Api,
  upgrade: HttpRequest,
): Promise<AwsError | undefined> {
  try {
    const headers = handshakeHeaders(upgrade);
    const path = `${graphqlPath(upgrade)}/connect`;
    await authenticate(api, { method: 'POST', path, headers, body: '{}', sourceIp: upgrade.sourceIp });
    return undefined;
  } catch (error) {
    return reportRequestError(error, world, api, null);
  }
}

/**
 * A connection whose credentials did not hold. It is opened all the same and told why in answer to its
 * first frame, because a browser hides the status of a refused upgrade and clients then try forever.
 */
export function refuseConnection(
  { clock }: World,
  refusal: AwsError,
  peer: RealtimePeer,
): ClosableConnection {
  let open = true;
  const close = (code: number, reason: string) => {
    if (!open) return;
    open = false;
    patience.cancel();
    peer.close(code, reason);
  };
  const tell = () => {
    if (open) peer.send(frames.connectionError(toFrameError(refusal)));
    close(POLICY_VIOLATION, refusal.code);
  };
  const patience = clock.schedule(REFUSED_LIFE_MS, tell);
  return {
    subprotocol: SUBPROTOCOL,
    receive: async () => tell(),
    closed() {
      open = false;
      patience.cancel();
    },
    close,
  };
}
