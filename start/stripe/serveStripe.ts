import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { StripeDouble } from './createStripe.ts';
import type { StripeAnswer, StripeRequest } from './StripeRequest.ts';

/**
 * What goes wrong with a request. `lost`: it never arrives. `unanswered`: it is carried out, and the connection breaks.
 * `silent`: it is carried out, and nothing is answered. `error`: 500, before it is carried out; `errorAfter`: 500, after.
 * `rateLimit`, `lockTimeout` and `keyInUse` refuse it before it begins.
 */
export type Fault =
  | 'lost'
  | 'unanswered'
  | 'silent'
  | 'error'
  | 'errorAfter'
  | 'rateLimit'
  | 'lockTimeout'
  | 'keyInUse';

export interface ServeStripeOptions {
  /** @default a free port */
  readonly port?: number;
  /** Called for each request. @default nothing goes wrong */
  readonly faultOf?: (request: StripeRequest) => Fault | undefined;
  /** Sees every exchange, as it was sent. @default nobody does */
  readonly onExchange?: (request: StripeRequest, answer: StripeAnswer) => void;
}

export interface ServedStripe {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a double of Stripe on this machine alone. */
export async function serveStripe(
  stripe: StripeDouble,
  { port = 0, faultOf = () => undefined, onExchange }: ServeStripeOptions = {},
): Promise<ServedStripe> {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse, socket: Socket) => {
    const request = await readRequest(incoming);
    if (!request) return void socket.destroy();
    const fault = faultOf(request);
    if (fault === 'lost') return void socket.destroy();
    const refused = refusals[fault ?? ''];
    const answered = refused ?? (await stripe.handle(request, fault === 'error'));
    if (!refused) onExchange?.(request, answered);
    if (fault === 'silent') return;
    if (fault === 'unanswered') return void socket.destroy();
    send(outgoing, fault === 'errorAfter' ? SERVER_ERROR : answered);
  };
  const server = createServer((incoming, outgoing) => {
    // A request that was not read to its end has no socket any more.
    const { socket } = incoming;
    answer(incoming, outgoing, socket).catch((error: unknown) =>
      socket.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    // It listens on a port.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const SERVER_ERROR: StripeAnswer = {
  status: 500,
  headers: {},
  body: { error: { type: 'api_error', message: 'An unknown error occurred' } },
};

/** https://docs.stripe.com/rate-limits, https://docs.stripe.com/api/errors */
const refusals: Readonly<Record<string, StripeAnswer | undefined>> = {
  rateLimit: {
    status: 429,
    headers: {},
    body: {
      error: { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' },
    },
  },
  lockTimeout: {
    status: 429,
    headers: {},
    body: {
      error: {
        type: 'invalid_request_error',
        code: 'lock_timeout',
        message:
          'This object cannot be accessed right now because another API request or Stripe process is currently accessing it.',
      },
    },
  },
  keyInUse: {
    status: 409,
    headers: {},
    body: {
      error: {
        type: 'idempotency_error',
        code: 'idempotency_key_in_use',
        message: 'There is currently another in-progress request using this Idempotent Key.',
      },
    },
  },
};

/** No request of a payment is larger; chosen. */
const MOST_BYTES = 64 * 1024;

async function readRequest(incoming: IncomingMessage): Promise<StripeRequest | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    const read = chunk as Buffer; // Without an encoding, chunks are buffers.
    bytes += read.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(read);
  }
  const { authorization, 'idempotency-key': idempotencyKey } = incoming.headers;
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: {
      authorization,
      'idempotency-key': typeof idempotencyKey === 'string' ? idempotencyKey : undefined,
    },
    body: Buffer.concat(chunks).toString(),
  };
}

function send(outgoing: ServerResponse, { status, headers, body }: StripeAnswer): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
