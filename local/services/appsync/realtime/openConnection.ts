import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { Api } from '../Api.ts';
import type {
  ClosableConnection,
  OpenConnection,
  RealtimeContext,
  RealtimePeer,
} from './RealtimeConnection.ts';
import {
  type ClientFrame,
  CONNECTION_LIFE_MS,
  frames,
  GOING_AWAY,
  KEEP_ALIVE_MS,
  parseFrame,
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
  const { clock, random, activity } = context.world;
  let open = true;
  const lifetime = clock.schedule(CONNECTION_LIFE_MS, () =>
    connection.close(GOING_AWAY, 'Connection lifetime is over'),
  );

  const end = () => {
    if (!open) return false;
    open = false;
    lifetime.cancel();
    for (const subscriber of connection.subscribers.values())
      if (subscriber.subscription) context.registry.remove(subscriber);
    connection.subscribers.clear();
    return true;
  };

  const connection: OpenConnection = {
    ...context,
    api,
    upgrade,
    connectionId: random.uuid(),
    subscribers: new Map(),
    acknowledged: false,
    isOpen: () => open,
    send: (text) => {
      if (open) peer.send(text);
    },
    close(code, reason) {
      if (end()) peer.close(code, reason);
    },
  };

  return {
    subprotocol: SUBPROTOCOL,
    receive: (text) => activity.run(async () => (open ? answerFrame(connection, text) : undefined)),
    closed: () => void end(),
    close: connection.close,
  };
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
  keepAlive(connection);
}

function keepAlive(connection: OpenConnection): void {
  if (!connection.isOpen()) return;
  connection.send(frames.keepAlive());
  connection.world.clock.schedule(KEEP_ALIVE_MS, () => keepAlive(connection));
}
