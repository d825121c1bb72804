import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { Api } from '../Api.ts';
import { answerFrame } from './answerFrame.ts';
import { GOING_AWAY } from './closeCodes.ts';
import type { Connection } from './Connection.ts';
import { SUBPROTOCOL } from './handshakeHeaders.ts';
import { CONNECTION_LIFE_MS } from './limits.ts';
import type { LiveConnection } from './LiveConnection.ts';
import type { RealtimeContext } from './RealtimeContext.ts';
import type { RealtimePeer } from './RealtimeConnection.ts';

/** A connection whose credentials held: it answers frames until either side ends it, at most 24 hours. */
export function openConnection(
  context: RealtimeContext,
  api: Api,
  upgrade: HttpRequest,
  peer: RealtimePeer,
): LiveConnection {
  const { clock, random, activity } = context.world;
  let open = true;
  const life = clock.schedule(CONNECTION_LIFE_MS, () =>
    connection.close(GOING_AWAY, 'Connection lifetime is over'),
  );

  const end = () => {
    if (!open) return false;
    open = false;
    life.cancel();
    for (const subscriber of connection.subscribers.values())
      if (subscriber.subscription) context.registry.remove(subscriber);
    connection.subscribers.clear();
    return true;
  };

  const connection: Connection = {
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
