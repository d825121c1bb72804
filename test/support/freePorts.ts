import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** The first of so many ports in a row that nobody listens on, for what has to come back to where it was. */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = await listenAt(0);
    const start = portOf(first);
    const others = await Promise.allSettled(
      Array.from({ length: count - 1 }, (_, index) => listenAt(start + 1 + index)),
    );
    const opened = others.flatMap((other) => (other.status === 'fulfilled' ? [other.value] : []));
    for (const server of [first, ...opened]) server.close();
    if (opened.length === count - 1) return start;
  }
}

async function listenAt(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}
