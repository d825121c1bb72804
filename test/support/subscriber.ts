import { once } from 'node:events';
import { WebSocket } from 'ws';
import { createInbox, type Inbox } from './createInbox.ts';
import { withDeadline } from './deadline.ts';

/** A client's subscription, and what it received, in order. */
export interface Subscriber {
  /** Resolves with the next payload, `{data, errors?}`. Rejects after a deadline, or once the subscription has ended. */
  next(withinMs?: number): Promise<any>;
  /** Every payload so far. */
  all(): readonly any[];
  close(): Promise<void>;
}

export interface Endpoint {
  /** `ws://…/graphql/realtime` */
  readonly realtimeUrl: string;
  /** Host of the GraphQL endpoint. @default that of `realtimeUrl` */
  readonly host?: string;
  /** Credential headers, such as `{'x-api-key': key}` or `{Authorization: token}`. */
  readonly authorization: Readonly<Record<string, string>>;
  /** Returns the credential headers of a `start` with this body, which a signature covers. @default `authorization` */
  readonly authorizeStart?: (body: string) => Promise<Readonly<Record<string, string>>>;
  /** PEM of a further certificate to trust. @default none */
  readonly ca?: string;
}

/** Opens a WebSocket, subscribes, and resolves once the subscription is active. */
export async function subscribeWithWs(
  endpoint: Endpoint,
  query: string,
  variables: object = {},
): Promise<Subscriber> {
  const socket = openSocket(endpoint);
  const frames = createInbox<any>(`a frame of ${query}`);
  const payloads = createInbox<any>(`data of ${query}`);
  socket.on('message', (text: Buffer) => {
    const frame = JSON.parse(text.toString());
    if (frame.type === 'data') payloads.put(frame.payload);
    else if (frame.type !== 'ka') frames.put(frame);
  });
  socket.on('close', (code, reason) => {
    const ended = new Error(`closed with ${code} ${reason.toString()}`);
    frames.fail(ended);
    payloads.fail(ended);
  });
  try {
    await start(socket, endpoint, frames, JSON.stringify({ query, variables }));
  } catch (error) {
    socket.terminate();
    throw error;
  }
  return { next: payloads.next, all: payloads.all, close: () => closeSocket(socket) };
}

async function start(socket: WebSocket, endpoint: Endpoint, frames: Inbox<any>, data: string): Promise<void> {
  await withDeadline(once(socket, 'open'), `a socket at ${endpoint.realtimeUrl}`);
  send(socket, { type: 'connection_init' });
  expectType(await frames.next(), 'connection_ack');
  const authorization = (await endpoint.authorizeStart?.(data)) ?? endpoint.authorization;
  const extensions = { authorization: credentials({ ...endpoint, authorization }) };
  send(socket, { id: 'only', type: 'start', payload: { data, extensions } });
  expectType(await frames.next(), 'start_ack');
}

/** Opens a socket as AppSync's own clients do, with the credentials as a subprotocol. */
export function openSocket(endpoint: Endpoint): WebSocket {
  const header = Buffer.from(JSON.stringify(credentials(endpoint))).toString('base64url');
  const { realtimeUrl, ca } = endpoint;
  return new WebSocket(realtimeUrl, ['graphql-ws', `header-${header}`], ca === undefined ? {} : { ca });
}

/** The header object of the connection and of each `start`. */
export const credentials = ({ realtimeUrl, host = new URL(realtimeUrl).host, authorization }: Endpoint) => ({
  host,
  ...authorization,
});

export async function closeSocket(socket: WebSocket): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return;
  const closed = once(socket, 'close');
  socket.close(1000);
  await withDeadline(closed, 'the socket to close');
}

const send = (socket: WebSocket, frame: object) => socket.send(JSON.stringify(frame));

function expectType(frame: { type: string }, type: string): void {
  if (frame.type !== type)
    throw new Error(`expected ${type}, got ${JSON.stringify(frame)}`, { cause: frame });
}
