import type { Connection } from './Connection.ts';
import { frames } from './frames.ts';
import { KEEP_ALIVE_MS } from './limits.ts';

/** Answers `connection_init`; from then on the client hears of us at least once a minute. */
export function acknowledge(connection: Connection): void {
  connection.send(frames.connectionAck());
  if (connection.acknowledged) return;
  connection.acknowledged = true;
  keepAlive(connection);
}

function keepAlive(connection: Connection): void {
  if (!connection.isOpen()) return;
  connection.send(frames.keepAlive());
  connection.world.clock.schedule(KEEP_ALIVE_MS, () => keepAlive(connection));
}
