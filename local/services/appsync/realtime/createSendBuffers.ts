import { MAX_BUFFERED_BYTES, MAX_TOTAL_BUFFERED_BYTES } from './protocol.ts';

/** A connection, as far as what waits for its client is concerned. */
export interface BufferedConnection {
  bufferedBytes(): number;
  /** Ends the connection, because `bytes` wait for its client: at once, or with a close frame. */
  overflow(bytes: number, how: 'atOnce' | 'withCloseFrame'): void;
}

/** What waits for clients that read slowly, bounded for each of them and for all together. */
export interface SendBuffers {
  /** To be called after something was sent. Ends the connections for which too much waits. */
  check(connection: BufferedConnection): void;
  /** To be called when the socket is gone. */
  forget(connection: BufferedConnection): void;
}

/** Below this a connection is not counted, so that sending to a client that reads costs one comparison. */
const COUNTED_FROM_BYTES = 16 * 1024;

export function createSendBuffers(): SendBuffers {
  const counted = new Map<BufferedConnection, number>();
  let total = 0;

  const count = (connection: BufferedConnection, buffered: number) => {
    const bytes = buffered < COUNTED_FROM_BYTES ? 0 : buffered;
    total += bytes - (counted.get(connection) ?? 0);
    if (bytes === 0) counted.delete(connection);
    else counted.set(connection, bytes);
  };

  /** Ends the connections for which most waits, until the others are within the bound. */
  const shrink = () => {
    for (const connection of [...counted.keys()]) count(connection, connection.bufferedBytes());
    for (const [connection, bytes] of [...counted].sort(([, a], [, b]) => b - a)) {
      if (total <= MAX_TOTAL_BUFFERED_BYTES) return;
      count(connection, 0);
      connection.overflow(bytes, 'atOnce');
    }
  };

  return {
    check(connection) {
      const bytes = connection.bufferedBytes();
      if (bytes < COUNTED_FROM_BYTES && !counted.has(connection)) return;
      count(connection, bytes);
      if (bytes > MAX_BUFFERED_BYTES) connection.overflow(bytes, 'withCloseFrame');
      if (total > MAX_TOTAL_BUFFERED_BYTES) shrink();
    },
    forget: (connection) => count(connection, 0),
  };
}
