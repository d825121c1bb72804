import type { OutgoingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as TlsServer } from 'node:tls';

export interface ConnectionLimits {
  /** Open connections. One more ends the connection that has waited longest for a request, or itself if none waits. */
  readonly maxConnections: number;
  /** Requests of one connection that are not yet answered. */
  readonly maxPipelined: number;
  /** Bytes of answers that clients have not taken yet, over all connections. More end the oldest. */
  readonly maxUnsentBytes: number;
  /** How long a client may take nothing of its answer, in milliseconds. */
  readonly stallTimeout: number;
}

/** Counts what clients hold open, so that slow and half-open ones leave room for others. */
export interface Connections {
  /** A request arrived. Returns false, and ends the connection, if it has too many. */
  begin(socket: Duplex): boolean;
  /** A request has been answered, or its connection has ended. */
  end(socket: Duplex): void;
  /** An answer was handed over. */
  sent(outgoing: OutgoingMessage, bytes: number): void;
}

/** TCP connections above the limit whose TLS handshake may be going on. Chosen. */
const HANDSHAKES = 256;

export function limitConnections(
  server: Server,
  { maxConnections, maxPipelined, maxUnsentBytes, stallTimeout }: ConnectionLimits,
): Connections {
  const pending = new Map<Duplex, number>();
  /** In the order in which they began to wait. */
  const waiting = new Set<Duplex>();
  const unsent = new Map<OutgoingMessage, number>();
  let unsentBytes = 0;

  server.maxConnections = maxConnections + HANDSHAKES;
  server.on(server instanceof TlsServer ? 'secureConnection' : 'connection', (socket: Duplex) => {
    pending.set(socket, 0);
    waiting.add(socket);
    socket.on('close', () => {
      pending.delete(socket);
      waiting.delete(socket);
    });
    if (pending.size <= maxConnections) return;
    const [longest] = waiting;
    longest?.destroy();
  });

  const forget = (outgoing: OutgoingMessage) => {
    unsentBytes -= unsent.get(outgoing) ?? 0;
    unsent.delete(outgoing);
  };

  return {
    begin(socket) {
      const count = (pending.get(socket) ?? 0) + 1;
      pending.set(socket, count);
      waiting.delete(socket);
      if (count > maxPipelined) socket.destroy();
      return count <= maxPipelined;
    },
    end(socket) {
      const count = pending.get(socket);
      if (count === undefined) return;
      pending.set(socket, count - 1);
      if (count === 1) waiting.add(socket);
    },
    sent(outgoing, bytes) {
      if (outgoing.writableLength === 0) return;
      // The server sets the time-out of a connection that waits for its next request once this answer is taken.
      outgoing.socket?.setTimeout(stallTimeout);
      unsent.set(outgoing, bytes);
      unsentBytes += bytes;
      outgoing.on('close', () => forget(outgoing));
      for (const [oldest] of unsent) {
        if (unsentBytes <= maxUnsentBytes) return;
        forget(oldest);
        oldest.destroy();
      }
    },
  };
}
