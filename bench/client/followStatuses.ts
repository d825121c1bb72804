import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { CloudDescription } from '../../local/CloudDescription.ts';

/** A member of staff who watches every booking. */
export interface Follower {
  /** Moments at which each booking was told to be `PENDING`, by id, in milliseconds of `performance.now()`. */
  readonly pendingAt: ReadonlyMap<string, number>;
  /** `PENDING` deliveries beyond the first of a booking. */
  repeated(): number;
  /** Resolves once `count` bookings are `PENDING`; rejects when nothing came for `patienceMs`. */
  until(count: number, patienceMs: number): Promise<void>;
  close(): void;
}

const STATUSES = 'subscription { onBookingStatus { id status } }';

/** Subscribes over AppSync's WebSocket protocol, and resolves once the subscription is fed. */
export async function followStatuses({ realtimeUrl }: CloudDescription, token: string): Promise<Follower> {
  const authorization = { host: new URL(realtimeUrl).host, Authorization: token };
  const header = Buffer.from(JSON.stringify(authorization)).toString('base64url');
  const socket = new WebSocket(realtimeUrl, ['graphql-ws', `header-${header}`]);
  const pendingAt = new Map<string, number>();
  let repeated = 0;
  socket.on('message', (text) => {
    const { type, payload } = JSON.parse(String(text));
    if (type !== 'data' || payload.data.onBookingStatus.status !== 'PENDING') return;
    const { id } = payload.data.onBookingStatus;
    if (pendingAt.has(id)) repeated++;
    else pendingAt.set(id, performance.now());
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await frameOf(socket, 'connection_ack');
  const payload = { data: JSON.stringify({ query: STATUSES, variables: {} }), extensions: { authorization } };
  socket.send(JSON.stringify({ id: 'staff', type: 'start', payload }));
  await frameOf(socket, 'start_ack');
  const until = (count: number, patienceMs: number) =>
    untilHeard(socket, () => pendingAt.size >= count, patienceMs);
  return { pendingAt, repeated: () => repeated, until, close: () => socket.close() };
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
