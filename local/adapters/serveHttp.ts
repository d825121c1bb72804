import { once } from 'node:events';
import {
  createServer as createPlainServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { describeError, errorCode, errorMessage, invariant, OperatorError } from '../platform/errors.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import { printableLines } from '../platform/printable.ts';
import { consoleOfOccupant } from './consoleOfOccupant.ts';
import { createOriginPolicy, inUrl, type OriginPolicy } from './createOriginPolicy.ts';
import { type Connections, type ConnectionLimits, limitConnections } from './limitConnections.ts';
import { maxConnectionsOfProcess } from './maxConnectionsOfProcess.ts';
import { type BodyBudget, readBody, readHead } from './readRequest.ts';
import { refuseHead, refusals } from './refusals.ts';
import { sendResponse } from './sendResponse.ts';
import { type TlsFault, watchTls } from './watchTls.ts';
import { acceptUpgrades, type Upgrade } from './webSockets.ts';

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
  /** Takes over a socket whose client asks for a WebSocket. @default the request is answered as any other */
  readonly upgrade?: Upgrade;
  /** Called with errors that no client may see. @default writes them to standard error */
  readonly onError?: (error: unknown) => void;
  /** Called where a client speaks TLS that should not, or the other way round, or does not trust the certificate. @default nothing is done */
  readonly onTlsFault?: (fault: TlsFault) => void;
  /** Set where several servers are one cloud, whose pages may ask each other. @default this server is alone */
  readonly policy?: OriginPolicy;
  /** Refuses a request by its head, before its body is read. @default refuses none */
  readonly refuse?: (head: HttpRequest) => HttpResponse | undefined;
  /** What clients may hold open, for tests that need little of it. */
  readonly limits?: Partial<ServerLimits>;
}

export interface ServerLimits extends ConnectionLimits {
  /** Bytes of large bodies in memory, over all connections. */
  readonly maxBodiesBytes: number;
  /** How long a request's head may take, and how long the whole request, in milliseconds. */
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  /** How often these two are checked, in milliseconds. */
  readonly connectionsCheckingInterval: number;
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

const MIB = 1024 * 1024;
const LARGEST_REQUEST = 16 * MIB;

/** All chosen. The times are the machine's, because sockets know no other. */
const LIMITS: Omit<ServerLimits, 'maxConnections'> = {
  maxPipelined: 64,
  maxUnsentBytes: 64 * MIB,
  stallTimeout: 30_000,
  maxBodiesBytes: 64 * MIB,
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
};

/**
 * How long a connection may be idle, in milliseconds. Node's default of 5 seconds is too short for a busy machine:
 * it ends connections just as clients reuse them.
 */
const keepAliveTimeout = 75_000;

/** Silence after which the system asks whether the other machine is still there, so that a lost one costs no connection. */
const keepAliveInitialDelay = 60_000;

/** How long a TLS handshake may take, in milliseconds. Node's default is two minutes. Chosen. */
const handshakeTimeout = 10_000;

/** Where clients of this machine reach a server that listens on all addresses. */
const WILDCARDS: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Connections that may wait to be accepted. Node's default of 511 is too low for a burst of a thousand clients. */
const BACKLOG = 4096;

/** Listens, and passes requests to the handler as plain objects. */
export async function serveHttp(options: ServeHttpOptions): Promise<HttpServer> {
  const { host, upgrade, onError = printError, policy = createOriginPolicy({ host }) } = options;
  const limits = { maxConnections: maxConnectionsOfProcess(), ...LIMITS, ...options.limits };
  const server = createServer(options, limits, (incoming, outgoing) => void answer(incoming, outgoing));
  const connections = limitConnections(server, limits);
  if (options.onTlsFault) watchTls(server, options.onTlsFault);
  const door: Door = {
    ...options,
    policy,
    connections,
    budget: { held: 0, max: limits.maxBodiesBytes },
  };
  const report = reportOnce(onError);
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) =>
    answerRequest(door, incoming, outgoing).catch((error: unknown) => {
      report(error);
      if (!outgoing.writableEnded) sendResponse(connections, outgoing, refusals.failed(error));
    });
  const upgraded = upgrade ? acceptUpgrades(server, { upgrade, policy, connections, onError }) : [];
  await listen(server, options);
  const address = server.address();
  invariant(typeof address === 'object' && address, 'a server that listens on a port has an address');
  const { port } = address;
  policy.addPort(port);
  const closed = new Promise((resolve) => server.on('close', resolve));
  return {
    url: `${options.tls ? 'https' : 'http'}://${inUrl(WILDCARDS[host] ?? host)}:${port}`,
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

function createServer(
  { tls, upgrade }: ServeHttpOptions,
  { headersTimeout, requestTimeout, connectionsCheckingInterval }: ServerLimits,
  answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
): Server {
  const settings = {
    keepAliveTimeout,
    keepAlive: true,
    keepAliveInitialDelay,
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval,
    // Java's HTTP client offers to upgrade to HTTP/2 with its first request, which is answered all the same.
    shouldUpgradeCallback: ({ headers }: IncomingMessage) =>
      upgrade !== undefined && headers.upgrade?.toLowerCase() === 'websocket',
  };
  return tls
    ? createTlsServer({ ...tls, ...settings, handshakeTimeout }, answer)
    : createPlainServer(settings, answer);
}

/** Input can be part of a message, so no character of it may have an effect on the terminal. */
const printError = (error: unknown) => process.stderr.write(`${printableLines(describeError(error))}\n`);

/** What only the operator can mend fails every request until then, and is reported once. */
function reportOnce(onError: (error: unknown) => void): (error: unknown) => void {
  let reported = '';
  return (error) => {
    if (error instanceof OperatorError && error.message === reported) return;
    if (error instanceof OperatorError) reported = error.message;
    onError(error);
  };
}

type Door = Pick<ServeHttpOptions, 'handle' | 'maxBodyBytes' | 'refuse'> & {
  readonly policy: OriginPolicy;
  readonly connections: Connections;
  readonly budget: BodyBudget;
};

async function answerRequest(door: Door, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { handle, refuse, policy, connections, budget, maxBodyBytes = LARGEST_REQUEST } = door;
  const { socket } = incoming;
  if (!connections.begin(socket)) return;
  outgoing.on('close', () => connections.end(socket));
  const head = readHead(incoming, policy);
  const refusal = refuseHead(head, policy) ?? (head && refuse?.(head.request));
  if (!head || refusal) return sendResponse(connections, outgoing, refusal ?? refusals.badTarget());
  const body = await readBody(incoming, { maxBodyBytes, budget });
  if (body === 'aborted') return;
  if (body === 'tooLarge') return sendResponse(connections, outgoing, refusals.tooLarge(maxBodyBytes));
  if (body === 'busy') return sendResponse(connections, outgoing, refusals.busy());
  try {
    sendResponse(
      connections,
      outgoing,
      await handle({ ...head.request, body: body.text, bytes: body.bytes }),
    );
  } finally {
    body.release();
  }
}

async function listen(server: Server, { port, host, purpose, variable }: ServeHttpOptions): Promise<void> {
  try {
    server.listen({ port, host, backlog: BACKLOG });
    await once(server, 'listening');
  } catch (error) {
    const isTaken = errorCode(error) === 'EADDRINUSE';
    const other = isTaken ? await consoleOfOccupant(WILDCARDS[host] ?? host, port) : undefined;
    const message = other
      ? `Port ${port} for the ${purpose} is taken by a cloud that runs already: its console is ${other}. ` +
        'Use that one, or stop it, or start this one with PORT=0 AWS_PORT=0, which pick free ports.'
      : listenErrorMessage(error, port, host, purpose, variable);
    throw new OperatorError(message, { cause: error });
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
