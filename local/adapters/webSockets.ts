import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { RealtimeConnection, RealtimePeer } from '../services/appsync/realtime/RealtimeConnection.ts';
import type { OriginPolicy } from './createOriginPolicy.ts';
import type { Connections } from './limitConnections.ts';
import { readHead } from './readRequest.ts';
import { refuseHead, refusals } from './refusals.ts';

export interface UpgradeOptions {
  /** Returns the realtime connection for the socket, or the refusal to answer with. */
  readonly connect: (request: HttpRequest, peer: RealtimePeer) => Promise<RealtimeConnection | HttpResponse>;
  /** Called with errors that no client may see. */
  readonly onError: (error: unknown) => void;
}

/** Largest frame that a client may send: the same as for an HTTP request. */
const MAX_FRAME_BYTES = 1024 * 1024;
/** How long a client may take to close its side before its socket is destroyed. */
const CLOSE_TIMEOUT_MS = 1000;
const GOING_AWAY = 1001;
const UNSUPPORTED_DATA = 1003;
const INTERNAL_ERROR = 1011;

/** Chosen: a client's message of the largest size arrives in some 700 packets. */
const MAX_CHUNKS = 4096;
/** Chosen: no client of AppSync sends a message in pieces. */
const MAX_FRAGMENTS = 64;
/** Chosen: pongs that wait for a client which sends pings and does not read. */
const MAX_PENDING_PONGS = 60;

/** Options of ws that its types do not know yet. */
interface LaterOptions {
  readonly closeTimeout: number;
  readonly maxBufferedChunks: number;
  readonly maxFragments: number;
  readonly maxPendingAutoPongs: number;
}

const socketOptions: ServerOptions & LaterOptions = {
  noServer: true,
  maxPayload: MAX_FRAME_BYTES,
  maxBufferedChunks: MAX_CHUNKS,
  maxFragments: MAX_FRAGMENTS,
  maxPendingAutoPongs: MAX_PENDING_PONGS,
  // One message in a turn of the event loop, so that a client which sends hundreds at once keeps nobody waiting.
  allowSynchronousEvents: false,
  // A small message can be the compressed form of a large one.
  perMessageDeflate: false,
  closeTimeout: CLOSE_TIMEOUT_MS,
  handleProtocols: () => 'graphql-ws',
};

/** Connects WebSockets to realtime connections: text in, text out. */
export function createUpgrade({ connect, onError }: UpgradeOptions) {
  const sockets = new WebSocketServer(socketOptions);

  const upgrade = async (request: HttpRequest, raw: IncomingMessage, socket: Duplex, head: Buffer) => {
    let joined: WebSocket | undefined;
    const answer = await connect(request, {
      send(text) {
        if (!joined) return;
        writeTogether(raw.socket);
        joined.send(text);
      },
      close: (code, reason) => (joined ? joined.close(code, reason) : socket.destroy()),
      terminate: () => socket.destroy(),
      bufferedBytes: () => joined?.bufferedAmount ?? 0,
      // `bytesWritten` counts what waits, too.
      drainedBytes: () => raw.socket.bytesWritten - raw.socket.writableLength,
    });
    if ('status' in answer) return refuseUpgrade(raw, socket, answer);
    sockets.handleUpgrade(raw, socket, head, (webSocket) => {
      joined = webSocket;
      attach(webSocket, answer, onError);
    });
    if (!joined) answer.closed();
  };

  /** Refuses new sockets, sends every client a close frame, and resolves once all sockets are closed. */
  const close = async () => {
    sockets.close();
    // Errors while a socket closes have no effect: it closes anyway.
    const gone = [...sockets.clients].map((client) => new Promise((resolve) => client.on('close', resolve)));
    for (const client of sockets.clients) client.close(GOING_AWAY, 'The server is stopping');
    await Promise.all(gone);
  };

  return { upgrade, close };
}

/**
 * Holds back what is written to a socket until this turn of the event loop ends: a batch of events makes one system call,
 * and wakes the client once, rather than for each message.
 */
function writeTogether(socket: Socket): void {
  if (socket.writableCorked > 0) return;
  socket.cork();
  setImmediate(() => socket.uncork());
}

function attach(
  webSocket: WebSocket,
  connection: RealtimeConnection,
  onError: (error: unknown) => void,
): void {
  webSocket.on('message', (data, isBinary) => {
    if (isBinary) return webSocket.close(UNSUPPORTED_DATA, 'Only text frames are understood');
    // With the default `binaryType` a message is one buffer.
    connection.receive((data as Buffer).toString()).catch((error: unknown) => {
      onError(error);
      webSocket.close(INTERNAL_ERROR, 'InternalFailure');
    });
  });
  webSocket.on('close', () => connection.closed());
  // After a broken frame or a socket error, `ws` closes the socket by itself and emits `close`.
  webSocket.on('error', () => webSocket.terminate());
}

function refuseUpgrade(raw: IncomingMessage, socket: Duplex, { status, headers, body }: HttpResponse): void {
  const lines = Object.entries({
    ...headers,
    connection: 'close',
    'content-length': String(Buffer.byteLength(body)),
  });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  socket.end(body);
  // The client may keep its side open for ever.
  raw.socket.setTimeout(CLOSE_TIMEOUT_MS, () => socket.destroy());
}

/** Takes over a socket whose client asks for an upgrade. */
export type Upgrade = (
  request: HttpRequest,
  raw: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) => Promise<void>;

export interface UpgradeDoor {
  readonly upgrade: Upgrade;
  readonly policy: OriginPolicy;
  readonly connections: Connections;
  /** Called with errors that no client may see. */
  readonly onError: (error: unknown) => void;
}

/**
 * Passes upgraded sockets on, and returns those that are open. The server no longer counts them among its
 * connections, yet it does not close before they do.
 */
export function acceptUpgrades(
  server: Server,
  { upgrade, policy, connections, onError }: UpgradeDoor,
): Iterable<Duplex> {
  const sockets = new Set<Duplex>();
  server.on('upgrade', (raw, socket, first) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (!connections.begin(socket)) return;
    const head = readHead(raw, policy);
    const refusal = refuseHead(head, policy);
    if (!head || refusal) return refuseUpgrade(raw, socket, refusal ?? refusals.badTarget());
    void upgrade(head.request, raw, socket, first).catch((error: unknown) => {
      onError(error);
      socket.destroy();
    });
  });
  return sockets;
}
