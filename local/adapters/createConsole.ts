import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import { bundleConsole } from './bundleConsole.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.ttf': 'font/ttf',
};

/** `/console`: GraphiQL for this cloud. Bundled when it is first asked for, so that starting stays quick. */
export function createConsole(): (request: HttpRequest) => Promise<HttpResponse | undefined> {
  let bundle: Promise<ReadonlyMap<string, Uint8Array>> | undefined;
  return async ({ method, path }) => {
    const [route = ''] = path.split('?');
    if (method !== 'GET' || !/^\/console(\/|$)/.test(route)) return undefined;
    if (route === '/console' || route === '/console/') return page();
    bundle ??= bundleConsole();
    const file = (await bundle).get(route.slice('/console/'.length));
    if (!file)
      return {
        status: 404,
        headers: { 'content-type': 'text/plain' },
        body: `${route} is not part of the console.`,
      };
    return {
      status: 200,
      headers: { 'content-type': TYPES[extname(route)] ?? 'application/octet-stream' },
      body: file,
    };
  };
}

const page = (): HttpResponse => ({
  status: 200,
  headers: { 'content-type': TYPES['.html']! },
  body: readFileSync(new URL('../console/index.html', import.meta.url), 'utf8'),
});
