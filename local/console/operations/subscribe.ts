import type { CloudDescription } from '../../CloudDescription.ts';
import { type Credentials, requestHeaders } from '../users/Credentials.ts';
import { bodyOf, type OperationRequest } from './OperationRequest.ts';
import { errorsOf, isRefusedCredential } from './post.ts';

/** What happens to a subscription. Nothing is called after `ended` or `lost`. */
export interface SubscriptionListener {
  started(): void;
  event(payload: unknown): void;
  /** The server refused or ended it, with what it said; nothing if it only ended it. */
  ended(refusal: Refusal | undefined): void;
  /** The connection broke. */
  lost(): void;
}

export interface Refusal {
  readonly payload: unknown;
  readonly isUnauthorized: boolean;
}

export type SubscriptionUrls = Pick<CloudDescription, 'realtimeUrl' | 'graphqlUrl'>;

/** The id of a subscription on its connection; no two have the same, so that its deliveries can be found. */
export function newSubscriptionId(): string {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Opens a subscription on a connection of its own. Returns a function that ends it.
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 */
export function subscribe(
  { realtimeUrl, graphqlUrl }: SubscriptionUrls,
  id: string,
  request: OperationRequest,
  credentials: Credentials,
  listener: SubscriptionListener,
): () => void {
  let socket: WebSocket | undefined;
  let isOver = false;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const finish = (tell?: () => void) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(silence);
    socket?.close(1000);
    tell?.();
  };
  /** AppSync sends a keep-alive every minute, and says how long a client waits for one. */
  const awaitNext = (timeoutMs: number) => {
    clearTimeout(silence);
    silence = setTimeout(() => finish(listener.lost), timeoutMs);
  };
  const authorizationFor = async (path: string, body: string) => ({
    host: new URL(graphqlUrl).host,
    ...withTokenName(await requestHeaders(credentials, request.headers, `${graphqlUrl}${path}`, body)),
  });

  const start = async () => {
    const data = bodyOf(request);
    const authorization = await authorizationFor('', data);
    if (!isOver) send(socket, { id, type: 'start', payload: { data, extensions: { authorization } } });
  };

  const open = async () => {
    const header = base64Url(JSON.stringify(await authorizationFor('/connect', '{}')));
    if (isOver) return;
    socket = new WebSocket(realtimeUrl, ['graphql-ws', `header-${header}`]);
    let timeoutMs = ANSWER_TIMEOUT_MS;
    awaitNext(timeoutMs);
    socket.onopen = () => send(socket, { type: 'connection_init' });
    socket.onclose = () => finish(listener.lost);
    socket.onmessage = ({ data }) => {
      const { type, payload } = frameOf(data);
      if (type === 'connection_ack') {
        timeoutMs = connectionTimeoutOf(payload);
        void start();
      }
      if (isOver) return;
      awaitNext(timeoutMs);
      if (type === 'start_ack') listener.started();
      if (type === 'data') listener.event(payload);
      if (type === 'complete') finish(() => listener.ended(undefined));
      if (type === 'error' || type === 'connection_error')
        finish(() => listener.ended({ payload, isUnauthorized: saysUnauthorized(payload) }));
    };
  };

  open().catch((error: unknown) =>
    finish(() =>
      listener.ended({ payload: { errors: [{ message: String(error) }] }, isUnauthorized: false }),
    ),
  );
  return () => finish();
}

/** Until the server has said how long. Chosen: AppSync waits as long for `connection_init`. */
const ANSWER_TIMEOUT_MS = 30_000;

interface Frame {
  readonly type: string;
  readonly payload?: unknown;
}

// Every frame of the protocol is JSON text with a type.
const frameOf = (data: unknown) => JSON.parse(String(data)) as Frame;

const send = (socket: WebSocket | undefined, message: object) => socket?.send(JSON.stringify(message));

function connectionTimeoutOf(payload: unknown): number {
  const timeout =
    typeof payload === 'object' && payload !== null && 'connectionTimeoutMs' in payload
      ? payload.connectionTimeoutMs
      : undefined;
  return typeof timeout === 'number' ? timeout : ANSWER_TIMEOUT_MS;
}

const saysUnauthorized = (payload: unknown) =>
  errorsOf(payload).some(
    (error) =>
      typeof error === 'object' &&
      error !== null &&
      'errorCode' in error &&
      isRefusedCredential(error.errorCode),
  );

/** The handshake's documentation writes the name of this header so. */
function withTokenName({ authorization, ...others }: Readonly<Record<string, string>>) {
  return authorization === undefined ? others : { ...others, Authorization: authorization };
}

const base64Url = (text: string) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
