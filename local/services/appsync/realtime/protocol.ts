import type { AwsError } from '../../../platform/AwsError.ts';
import { type GraphqlError, parseJsonObject } from '../GraphqlRequest.ts';

/** An error inside a frame: a GraphQL error, or the connection's own, with its HTTP status as `errorCode`. */
export type FrameError = Partial<GraphqlError> & { readonly errorCode?: number };

export const toFrameError = ({ code, message, status }: AwsError): FrameError => ({
  errorType: code,
  message,
  errorCode: status,
});

/** AppSync's answer to more than it lets a client do: amplify-js and the iOS client know the type. */
export const limitExceeded = (): FrameError => ({
  errorType: 'LimitExceededError',
  message: 'Rate limit exceeded',
});

export const unsupportedOperation = (): FrameError => ({
  errorType: 'UnsupportedOperation',
  message: 'unknown not supported through the realtime channel',
});

/** The server's frames, as text. See PROTOCOL.md. */
export const frames = {
  connectionAck: () =>
    frame({ type: 'connection_ack', payload: { connectionTimeoutMs: CONNECTION_TIMEOUT_MS } }),
  connectionError: (error: FrameError) => frame({ type: 'connection_error', payload: { errors: [error] } }),
  keepAlive: () => frame({ type: 'ka' }),
  startAck: (id: string) => frame({ type: 'start_ack', id }),
  /** `payload` is JSON text already, because its size was measured. */
  data: (id: string, payload: string) => `{"type":"data","id":${JSON.stringify(id)},"payload":${payload}}`,
  complete: (id: string) => frame({ type: 'complete', id }),
  /** `id` is undefined if the error belongs to no subscription. */
  error: (id: string | undefined, errors: readonly FrameError[]) =>
    frame({ type: 'error', id, payload: { errors } }),
};

const frame = (message: object) => JSON.stringify(message);

/** A client's frame. Only `type` is required. */
export interface ClientFrame {
  readonly type: string;
  readonly id?: unknown;
  readonly payload?: { readonly data?: unknown; readonly extensions?: { readonly authorization?: unknown } };
}

/** Returns undefined for text that is no frame. */
export function parseFrame(text: string): ClientFrame | undefined {
  const value = parseJsonObject(text);
  // The other members are unchecked, which is what their types say.
  return typeof value?.['type'] === 'string' ? (value as object as ClientFrame) : undefined;
}

/** Close codes, RFC 6455, section 7.4.1. AppSync documents no codes of its own. */
export const NORMAL = 1000;
export const GOING_AWAY = 1001;
export const POLICY_VIOLATION = 1008;

export const SUBPROTOCOL = 'graphql-ws';

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html */
export const MAX_SUBSCRIPTIONS = 200;
export const MAX_PAYLOAD_BYTES = 240 * 1024;

// The limits below are chosen for one machine: AppSync documents none for them.

/** Open connections. A process has a limited number of descriptors, and each connection takes some 20 KB. */
export const MAX_CONNECTIONS = 5000;
/** What may wait for one client: 34 of the largest payloads. */
export const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;
/** What may wait for all clients together. */
export const MAX_TOTAL_BUFFERED_BYTES = 64 * 1024 * 1024;
/** Characters of the `start` frames whose subscriptions one connection holds or starts: 200 of 5,000. */
export const MAX_CONNECTION_START_CHARACTERS = 1024 * 1024;
/** The same for all connections together. */
export const MAX_TOTAL_START_CHARACTERS = 16 * 1024 * 1024;
/** AppSync Events takes ids of this length: https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html */
export const MAX_ID_CHARACTERS = 128;
/** Payloads that are completed and sent in one turn of the event loop: some milliseconds. */
export const TURN_BYTES = 256 * 1024;
/** Publications that wait to be sent. Beyond them the connections that are furthest behind are closed. */
export const MAX_WAITING_PUBLICATIONS = 256;
/** Characters of the different documents that connections subscribe with. Parsed, one takes up to 200 bytes. */
export const MAX_DOCUMENT_CHARACTERS = 1024 * 1024;
/** How long a client may take to send `connection_init`: as long as `aws-amplify` waits for the answer, twice. */
export const CONNECTION_INIT_TIMEOUT_MS = 30_000;

export const KEEP_ALIVE_MS = 60_000;
/** After how long without a frame the client gives the connection up. */
const CONNECTION_TIMEOUT_MS = 300_000;
export const CONNECTION_LIFE_MS = 24 * 60 * 60 * 1000;
/** How long a refused client may take to send its first frame, which is answered with the error. */
export const REFUSAL_TIMEOUT_MS = 15_000;
