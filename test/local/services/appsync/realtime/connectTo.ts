import type { HttpResponse } from '../../../../../local/platform/HttpMessage.ts';
import type { RealtimeConnection } from '../../../../../local/services/appsync/realtime/RealtimeConnection.ts';
import { API_ID, API_KEY, type Chat } from './createChat.ts';

export const WITH_KEY = { 'x-api-key': API_KEY, host: 'example.com' };

/** A client without a socket: the frames it received, and how its connection was closed. */
export interface Client {
  readonly connection: RealtimeConnection;
  /** The frames so far, parsed, without `ka`. */
  readonly frames: any[];
  readonly keepAlives: () => number;
  readonly closedWith: () => { code: number; reason: string } | undefined;
  /** Whether its socket was ended without a close frame. */
  readonly wasTerminated: () => boolean;
  /** Sets how many bytes wait for it, as if it had read `read` more. */
  setWaiting(bytes: number, read?: number): void;
  say(frame: object): Promise<void>;
  start(id: string, query: string, variables?: object, authorization?: object): Promise<void>;
}

export const subprotocolOf = (headers: object) =>
  `graphql-ws, header-${Buffer.from(JSON.stringify(headers)).toString('base64url')}`;

export interface Upgrade {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Requests an upgrade, by default with the API key in a subprotocol. */
export async function connectTo(
  { appsync }: Chat,
  {
    path = '/graphql/realtime',
    headers = { 'sec-websocket-protocol': subprotocolOf(WITH_KEY) },
  }: Upgrade = {},
): Promise<Client | HttpResponse> {
  const frames: any[] = [];
  let keepAlives = 0;
  let closed: { code: number; reason: string } | undefined;
  let terminated = false;
  let waiting = 0;
  let drained = 0;
  const peer = {
    send(text: string) {
      const frame = JSON.parse(text);
      if (frame.type === 'ka') keepAlives++;
      else frames.push(frame);
    },
    close: (code: number, reason: string) => void (closed = { code, reason }),
    terminate: () => void (terminated = true),
    bufferedBytes: () => waiting,
    drainedBytes: () => drained,
  };
  const answer = await appsync.connect(
    API_ID,
    { method: 'GET', path, headers, body: '', sourceIp: '127.0.0.1' },
    peer,
  );
  if ('status' in answer) return answer;
  const say = (frame: object) => answer.receive(JSON.stringify(frame));
  return {
    connection: answer,
    frames,
    keepAlives: () => keepAlives,
    closedWith: () => closed,
    wasTerminated: () => terminated,
    setWaiting(bytes, read = 0) {
      waiting = bytes;
      drained += read;
    },
    say,
    start: (id, query, variables = {}, authorization = WITH_KEY) =>
      say({
        id,
        type: 'start',
        payload: { data: JSON.stringify({ query, variables }), extensions: { authorization } },
      }),
  };
}

/** A client whose connection was acknowledged. */
export async function join(chat: Chat, upgrade?: Upgrade): Promise<Client> {
  const client = await connectTo(chat, upgrade);
  if ('status' in client) throw new Error(`refused: ${String(client.body)}`);
  await client.say({ type: 'connection_init' });
  return client;
}
