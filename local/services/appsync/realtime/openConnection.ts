import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { Api } from '../Api.ts';
import type { BufferedConnection } from './createSendBuffers.ts';
import type {
  ClosableConnection,
  OpenConnection,
  RealtimeContext,
  RealtimePeer,
} from './RealtimeConnection.ts';
import {
  type ClientFrame,
  CONNECTION_INIT_TIMEOUT_MS,
  CONNECTION_LIFE_MS,
  frames,
  GOING_AWAY,
  KEEP_ALIVE_MS,
  parseFrame,
  POLICY_VIOLATION,
  SUBPROTOCOL,
  unsupportedOperation,
} from './protocol.ts';
import { startSubscription, stopSubscription } from './startSubscription.ts';

/** An authenticated connection. It answers frames until either side closes it, for at most 24 hours. */
export function openConnection(
  context: RealtimeContext,
  api: Api,
  upgrade: HttpRequest,
  peer: RealtimePeer,
): ClosableConnection {
  const { random, activity } = context.world;
  let open = true;

  const end = () => {
    if (!open) return false;
    open = false;
    context.metricsOf(api).disconnected();
    timers.cancel();
    for (const subscriber of connection.subscribers.values()) {
      if (!subscriber.subscription) continue;
      context.registry.remove(subscriber);
      subscriber.release();
    }
    connection.subscribers.clear();
    return true;
  };

  const buffered: BufferedConnection = {
    bufferedBytes: peer.bufferedBytes,
    overflow(bytes, how) {
      if (open) reportSlowConsumer(connection, bytes);
      connection.close(POLICY_VIOLATION, 'Slow consumer');
      if (how === 'atOnce') peer.terminate();
    },
  };

  const connection: OpenConnection = {
    ...context,
    get api() {
      return context.apiOf(api.apiId) ?? api;
    },
    upgrade,
    connectionId: random.uuid(),
    subscribers: new Map(),
    starting: 0,
    acknowledged: false,
    send(text) {
      if (!open) return;
      peer.send(text);
      context.sendBuffers.check(buffered);
    },
    close(code, reason) {
      if (end()) peer.close(code, reason);
    },
    keepAlive: () => timers.keepAlive(),
  };
  const timers = startTimers(connection, peer, buffered);

  return {
    subprotocol: SUBPROTOCOL,
    receive: (text) => activity.run(async () => (open ? answerFrame(connection, text) : undefined)),
    closed() {
      end();
      context.sendBuffers.forget(buffered);
    },
    close: connection.close,
  };
}

/** The timers of a connection: its lifetime, and first for `connection_init`, then for each `ka`. */
interface ConnectionTimers {
  keepAlive(): void;
  cancel(): void;
}

function startTimers(
  connection: OpenConnection,
  peer: RealtimePeer,
  buffered: BufferedConnection,
): ConnectionTimers {
  const { clock } = connection.world;
  const lifetime = clock.schedule(CONNECTION_LIFE_MS, () =>
    connection.close(GOING_AWAY, 'Connection lifetime is over'),
  );
  let next = clock.schedule(CONNECTION_INIT_TIMEOUT_MS, () =>
    connection.close(POLICY_VIOLATION, 'Connection initialisation timeout'),
  );

  const keepAlive = () => {
    const drainedBefore = peer.drainedBytes();
    next.cancel();
    next = clock.schedule(KEEP_ALIVE_MS, () => {
      const waiting = peer.bufferedBytes();
      if (waiting > 0 && peer.drainedBytes() === drainedBefore) buffered.overflow(waiting, 'withCloseFrame');
      else keepAlive();
    });
    connection.send(frames.keepAlive());
  };

  return {
    keepAlive,
    cancel() {
      lifetime.cancel();
      next.cancel();
    },
  };
}

/** AppSync documents nothing for clients that do not read; here they are closed, and the feed tells the operator. */
function reportSlowConsumer({ world, api, connectionId }: OpenConnection, bytes: number): void {
  const message = `connection ${connectionId} was closed: its client does not read the ${bytes} bytes that wait for it`;
  world.feed.publish({ traceId: null, kind: 'failure', source: api.name, code: 'SlowConsumer', message });
}

const frameHandlers: Readonly<
  Record<string, (connection: OpenConnection, frame: ClientFrame) => void | Promise<void>>
> = {
  connection_init: acknowledge,
  start: startSubscription,
  stop: stopSubscription,
};

/** Answers one text frame of a client. */
async function answerFrame(connection: OpenConnection, text: string): Promise<void> {
  const frame = parseFrame(text);
  if (!frame || !Object.hasOwn(frameHandlers, frame.type)) {
    const id = typeof frame?.id === 'string' ? frame.id : undefined;
    return connection.send(frames.error(id, [unsupportedOperation()]));
  }
  if (!connection.acknowledged && frame.type !== 'connection_init')
    return reportEarlyFrame(connection, frame);
  await frameHandlers[frame.type]?.(connection, frame);
}

/** AppSync ignores frames before `connection_ack` silently; here the feed tells the operator. */
function reportEarlyFrame({ world, api }: OpenConnection, { type }: ClientFrame): void {
  const message = `a client sent \`${type}\` before \`connection_init\` and was ignored`;
  world.feed.publish({ traceId: null, kind: 'failure', source: api.name, code: 'NotAcknowledged', message });
}

/** Answers `connection_init`, and sends `ka` from then on. */
function acknowledge(connection: OpenConnection): void {
  connection.send(frames.connectionAck());
  if (connection.acknowledged) return;
  connection.acknowledged = true;
  connection.keepAlive();
}
