import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpRequest } from '../platform/HttpMessage.ts';
import { headOf } from './readRequest.ts';

/** Takes over a socket whose client asks for another protocol. */
export type Upgrade = (
  request: HttpRequest,
  raw: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) => Promise<void>;

/**
 * Hands such sockets over. The answer holds those that are open: the server counts them no longer among
 * its connections, and yet is not closed before they are.
 */
export function acceptUpgrades(
  server: Server,
  upgrade: Upgrade,
  failed: (error: unknown) => void,
): Iterable<Duplex> {
  const sockets = new Set<Duplex>();
  server.on('upgrade', (raw, socket, head) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    void upgrade(headOf(raw), raw, socket, head).catch((error: unknown) => {
      failed(error);
      socket.destroy();
    });
  });
  return sockets;
}
