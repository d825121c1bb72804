import type { CloudDescription } from '../CloudDescription.ts';
import type { Route } from './serveGraphql.ts';

/** `GET /outputs.json`: what a client needs to know, as it is now. */
export const outputsRoute =
  (describe: () => CloudDescription): Route =>
  async ({ method, path }) => {
    if (method !== 'GET' || path !== '/outputs.json') return undefined;
    const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
    return { status: 200, headers, body: JSON.stringify(describe(), null, 2) };
  };
