import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { CloudDescription } from '../../local/CloudDescription.ts';

/** One subscription, and what in it is waited for. */
export interface Following {
  /** Authorizes it, such as an id token. */
  readonly token: string;
  /** The GraphQL operation, without variables. */
  readonly subscription: string;
  /** What a payload is news of, such as a booking's id; undefined where it is not what is waited for. */
  readonly subjectOf: (data: any) => string | undefined;
}

export interface Follower {
  /** When each subject was first told of, in milliseconds of `performance.now()`. */
  readonly toldAt: ReadonlyMap<string, number>;
  /** Deliveries beyond the first of a subject. */
  repeated(): number;
  /** Resolves once `count` subjects were told of; rejects when nothing came for `patienceMs`. */
  until(count: number, patienceMs: number): Promise<void>;
  close(): void;
}

/** Subscribes over AppSync's WebSocket protocol, and resolves once the subscription is fed. */
export async function follow(
  { realtimeUrl }: CloudDescription,
  { token, subscription, subjectOf }: Following,
): Promise<Follower> {
  const authorization = { host: new URL(realtimeUrl).host, Authorization: token };
  const header = Buffer.from(JSON.stringify(authorization)).toString('base64url');
  const socket = new WebSocket(realtimeUrl, ['graphql-ws', `header-${header}`]);
  const toldAt = new Map<string, number>();
  let repeated = 0;
  socket.on('message', (text) => {
    const { type, payload } = JSON.parse(String(text));
    const subject = type === 'data' ? subjectOf(payload.data) : undefined;
    if (subject === undefined) return;
    if (toldAt.has(subject)) repeated++;
    else toldAt.set(subject, performance.now());
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await frameOf(socket, 'connection_ack');
  const payload = {
    data: JSON.stringify({ query: subscription, variables: {} }),
    extensions: { authorization },
  };
  socket.send(JSON.stringify({ id: 'follower', type: 'start', payload }));
  await frameOf(socket, 'start_ack');
  const until = (count: number, patienceMs: number) =>
    untilHeard(socket, () => toldAt.size >= count, patienceMs);
  return { toldAt, repeated: () => repeated, until, close: () => socket.close() };
}

async function frameOf(socket: WebSocket, wanted: string): Promise<void> {
  for (;;) {
    const [text] = await once(socket, 'message');
    const { type, payload } = JSON.parse(String(text));
    if (type === wanted) return;
    if (type.endsWith('error')) throw new Error(`subscribing: ${JSON.stringify(payload)}`);
  }
}

async function untilHeard(socket: WebSocket, isDone: () => boolean, patienceMs: number): Promise<void> {
  while (!isDone()) await once(socket, 'message', { signal: AbortSignal.timeout(patienceMs) });
}
