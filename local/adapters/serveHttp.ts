import { once } from 'node:events';
import {
  createServer as createPlainServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { errorCode, errorMessage, invariant, OperatorError } from '../platform/errors.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import { acceptUpgrades, type Upgrade } from './webSockets.ts';
import { readRequest } from './readRequest.ts';

export interface ServeHttpOptions {
  readonly handle: (request: HttpRequest) => Promise<HttpResponse>;
  /** 0 picks a free one. */
  readonly port: number;
  readonly host: string;
  /** What the port is for, as the error message for a port in use names it. */
  readonly purpose: string;
  /** The environment variable that sets another port. */
  readonly variable: string;
  /** Longer bodies are refused with 413. @default 16 MiB, the largest request an AWS service takes */
  readonly maxBodyBytes?: number;
  /** PEM texts; set for HTTPS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Takes over a socket whose client asks for another protocol. @default such sockets are ended */
  readonly upgrade?: Upgrade;
  /** Called with errors that no client may see. @default writes them to standard error */
  readonly onError?: (error: unknown) => void;
}

export interface HttpServer {
  /** Scheme, host and port. */
  readonly url: string;
  readonly port: number;
  /** Accepts no new connections. Existing ones stay open. */
  stopListening(): void;
  /** Stops listening and ends every connection, upgraded ones included. */
  close(): Promise<void>;
}

const LARGEST_REQUEST = 16 * 1024 * 1024;

/**
 * How long a connection may be idle, in milliseconds. Node's default of 5 seconds is too short for a busy machine:
 * it ends connections just as clients reuse them.
 */
const keepAliveTimeout = 75_000;

/** Silence after which the system asks whether the other machine is still there, so that a lost one costs no connection. */
const keepAliveInitialDelay = 60_000;

/** Chosen: further connections are closed at once, before the process has no descriptors left for its own files. */
const MAX_CONNECTIONS = 10_000;

/** Connections that may wait to be accepted. Node's default of 511 is too low for a burst of a thousand clients. */
const BACKLOG = 4096;

const socketOptions = { keepAliveTimeout, keepAlive: true, keepAliveInitialDelay };

/** Listens, and passes requests to the handler as plain objects. */
export async function serveHttp(options: ServeHttpOptions): Promise<HttpServer> {
  const { tls, host, upgrade, onError = console.error } = options;
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) =>
    void answerRequest(options, incoming, outgoing).catch((error: unknown) => {
      onError(error);
      if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify({ __type: 'InternalFailure' }));
    });
  const server: Server = tls
    ? createTlsServer({ ...tls, ...socketOptions }, answer)
    : createPlainServer(socketOptions, answer);
  server.maxConnections = MAX_CONNECTIONS;
  const upgraded = upgrade ? acceptUpgrades(server, upgrade, onError) : [];
  await listen(server, options);
  const address = server.address();
  invariant(typeof address === 'object' && address, 'a server that listens on a port has an address');
  const { port } = address;
  const closed = new Promise((resolve) => server.on('close', resolve));
  return {
    url: `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    stopListening: () => void server.close(),
    async close() {
      server.close();
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
      await closed;
    },
  };
}

async function answerRequest(
  { handle, maxBodyBytes = LARGEST_REQUEST }: ServeHttpOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
) {
  const request = await readRequest(incoming, maxBodyBytes);
  if (request === 'aborted') return;
  if (request === 'tooLarge') {
    // The rest of the body is not read, so the connection can carry no further request.
    outgoing.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
    outgoing.end(JSON.stringify({ message: `The request body is larger than ${maxBodyBytes} bytes.` }));
    return;
  }
  const { status, headers, body } = await handle(request);
  outgoing.writeHead(status, { ...headers });
  outgoing.end(body);
}

async function listen(server: Server, { port, host, purpose, variable }: ServeHttpOptions): Promise<void> {
  try {
    server.listen({ port, host, backlog: BACKLOG });
    await once(server, 'listening');
  } catch (error) {
    throw new OperatorError(listenErrorMessage(error, port, host, purpose, variable), { cause: error });
  }
}

function listenErrorMessage(
  error: unknown,
  port: number,
  host: string,
  purpose: string,
  variable: string,
): string {
  const code = errorCode(error);
  const remedy = `set ${variable} to another (0 picks a free one)`;
  if (code === 'EADDRINUSE')
    return `Port ${port} for the ${purpose} is taken: stop what listens there, or ${remedy}.`;
  if (code === 'EACCES') return `Port ${port} for the ${purpose} needs privileges: ${remedy}.`;
  return `Cannot listen on ${host}:${port} for the ${purpose}: ${errorMessage(error)}`;
}
