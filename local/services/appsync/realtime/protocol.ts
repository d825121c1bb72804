import type { AwsError } from '../../../platform/AwsError.ts';
import { type GraphqlError, parseJsonObject } from '../GraphqlRequest.ts';

/** An error inside a frame: GraphQL's, or the connection's own with its HTTP status as `errorCode`. */
export type FrameError = Partial<GraphqlError> & { readonly errorCode?: number };

export const toFrameError = ({ code, message, status }: AwsError): FrameError => ({
  errorType: code,
  message,
  errorCode: status,
});

export const unsupportedOperation = (): FrameError => ({
  errorType: 'UnsupportedOperation',
  message: 'unknown not supported through the realtime channel',
});

/** What the server says, as text. See PROTOCOL.md. */
export const frames = {
  connectionAck: () =>
    frame({ type: 'connection_ack', payload: { connectionTimeoutMs: CONNECTION_TIMEOUT_MS } }),
  connectionError: (error: FrameError) => frame({ type: 'connection_error', payload: { errors: [error] } }),
  keepAlive: () => frame({ type: 'ka' }),
  startAck: (id: string) => frame({ type: 'start_ack', id }),
  /** `payload` is a result's JSON text already, since its length was asked for. */
  data: (id: string, payload: string) => `{"type":"data","id":${JSON.stringify(id)},"payload":${payload}}`,
  complete: (id: string) => frame({ type: 'complete', id }),
  /** `id` is undefined where the error belongs to no subscription. */
  error: (id: string | undefined, errors: readonly FrameError[]) =>
    frame({ type: 'error', id, payload: { errors } }),
};

const frame = (message: object) => JSON.stringify(message);

/** What a client says. Only `type` is always there. */
export interface ClientFrame {
  readonly type: string;
  readonly id?: unknown;
  readonly payload?: { readonly data?: unknown; readonly extensions?: { readonly authorization?: unknown } };
}

/** The frame, or undefined where the text is none. */
export function parseFrame(text: string): ClientFrame | undefined {
  const value = parseJsonObject(text);
  return typeof value?.['type'] === 'string' ? (value as unknown as ClientFrame) : undefined;
}

/** RFC 6455, section 7.4.1. AppSync documents no codes of its own. */
export const NORMAL = 1000;
export const GOING_AWAY = 1001;
export const POLICY_VIOLATION = 1008;

export const SUBPROTOCOL = 'graphql-ws';

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html */
export const MAX_SUBSCRIPTIONS = 200;
export const MAX_PAYLOAD_BYTES = 240 * 1024;

export const KEEP_ALIVE_MS = 60_000;
/** What the client is told: how long it may hear nothing before it gives the connection up. */
const CONNECTION_TIMEOUT_MS = 300_000;
export const CONNECTION_LIFE_MS = 24 * 60 * 60 * 1000;
/** How long a refused client may take to say the first word, and so to hear why. */
export const REFUSED_LIFE_MS = 15_000;
