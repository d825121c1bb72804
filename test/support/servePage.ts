import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PageServer {
  /** Such as `http://localhost:5173`. */
  readonly origin: string;
  readonly port: number;
  close(): void;
}

/** Serves a page with a script at every path of a free port, as a web app in development. */
export async function servePage(script: string): Promise<PageServer> {
  const page = `<!doctype html><title>A page</title><body><script>${script}</script></body>`;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://localhost:${port}`, port, close };
}
