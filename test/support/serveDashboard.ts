import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { CloudDescription } from '../../local/CloudDescription.ts';

export interface DashboardServer {
  /** Such as `http://127.0.0.1:5173`. */
  readonly origin: string;
  /** Says from now on which cloud the page belongs to. */
  pointTo(cloud: CloudDescription): void;
  close(): void;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** Serves the built dashboard as a distribution does: `/config.json` beside it, and the page at every other path. */
export async function serveDashboard(folder: string): Promise<DashboardServer> {
  let config = {};
  let doors: readonly string[] = [];
  const server = createServer(({ url = '/' }, response) => {
    const path = new URL(url, 'http://page').pathname;
    if (path === '/config.json')
      return response.setHeader('content-type', 'application/json').end(JSON.stringify(config));
    const file = join(folder, path);
    const found = path !== '/' && existsSync(file) ? file : join(folder, 'index.html');
    response.setHeader('content-type', TYPES[extname(found)] ?? 'application/octet-stream');
    response.setHeader('content-security-policy', policy(doors));
    return response.end(readFileSync(found));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    pointTo({ region, userPoolId, userPoolClientId, graphqlUrl, realtimeUrl, awsEndpointUrl }) {
      config = {
        region,
        userPoolId,
        userPoolClientId,
        graphqlEndpoint: graphqlUrl,
        userPoolEndpoint: awsEndpointUrl,
        selfSignUp: true,
      };
      doors = [graphqlUrl, realtimeUrl, awsEndpointUrl].map((door) => new URL(door).origin);
      doors = [...doors, realtimeUrl];
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** As the page is deployed: its own scripts and styles, and nothing in the page itself. */
const policy = (doors: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${doors.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
