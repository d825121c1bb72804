import { build, type BuildOptions } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname, join } from 'node:path';
import type { CloudDescription } from '../CloudDescription.ts';
import type { ConsoleExample } from '../ConsoleExample.ts';
import type { HttpResponse } from '../platform/HttpMessage.ts';
import { isNavigation } from './consolePages.ts';
import { describeTo } from './describeTo.ts';
import { isRead, withoutQuery } from './readRequest.ts';
import { refusals } from './refusals.ts';
import type { Route } from './serveGraphql.ts';

const HTML = 'text/html; charset=utf-8';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': HTML,
  '.js': 'text/javascript',
  '.ttf': 'font/ttf',
};

/**
 * `/console`: GraphiQL for this cloud, which opens a tab for each of `examples`. Bundled at the first request, so that
 * starting stays fast. Other pages may link to it, but neither embed it nor load its parts.
 */
export function consoleRoute(
  describe: () => CloudDescription,
  examples: readonly ConsoleExample[] = [],
): Route {
  return async (request) => {
    const route = withoutQuery(request.path);
    if (!isRead(request) || !/^\/console(\/|$)/.test(route)) return undefined;
    if (request.sender === 'foreignPage' && !isNavigation(request))
      return refusals.foreignPage(request.headers['origin']);
    if (route === '/console' || route === '/console/') return page(describeTo(request, describe()));
    if (route === '/console/examples.json')
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(examples),
      };
    const file = (await bundledConsole()).get(route.slice('/console/'.length));
    if (!file)
      return {
        status: 404,
        headers: { 'content-type': 'text/plain' },
        body: 'The console has no such file.',
      };
    return {
      status: 200,
      headers: { 'content-type': TYPES[extname(route)] ?? 'application/octet-stream' },
      body: file,
    };
  };
}

const page = (description: CloudDescription): HttpResponse => ({
  status: 200,
  headers: {
    'content-type': HTML,
    'content-security-policy': contentSecurityPolicy(description),
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  },
  body: readFileSync(new URL('../console/index.html', import.meta.url), 'utf8'),
});

/** The console's own files and doors, and nothing else. Its editor writes styles into the page. */
function contentSecurityPolicy({ graphqlUrl, realtimeUrl, awsEndpointUrl }: CloudDescription): string {
  const doors = [graphqlUrl, realtimeUrl, awsEndpointUrl].map((url) => new URL(url));
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    `connect-src 'self' ${doors.map(({ protocol, host }) => `${protocol}//${host}`).join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const { resolve } = createRequire(import.meta.url);

const WORKERS = {
  'editor.worker': resolve('monaco-editor/esm/vs/editor/editor.worker.js'),
  'graphql.worker': resolve('monaco-graphql/esm/graphql.worker.js'),
  'json.worker': resolve('monaco-editor/esm/vs/language/json/json.worker.js'),
};

let bundle: Promise<ReadonlyMap<string, Uint8Array>> | undefined;

/** One bundle serves all clouds of a process. One that failed, for want of memory or files, is tried again. */
function bundledConsole(): Promise<ReadonlyMap<string, Uint8Array>> {
  bundle ??= bundleConsole().catch((error: unknown) => {
    bundle = undefined;
    throw error;
  });
  return bundle;
}

/** Bundles the console and returns its minified files by name. Takes about two seconds of one core. */
async function bundleConsole(): Promise<ReadonlyMap<string, Uint8Array>> {
  const page = { main: join(import.meta.dirname, '../console/main.tsx') };
  const results = await Promise.all([
    build({ ...SHARED, entryPoints: page, format: 'esm', splitting: true }),
    build({ ...SHARED, entryPoints: WORKERS, format: 'iife' }),
  ]);
  return new Map(
    results.flatMap(({ outputFiles }) => outputFiles).map(({ path, contents }) => [basename(path), contents]),
  );
}

const SHARED = {
  bundle: true,
  minify: true,
  write: false,
  outdir: '/console',
  jsx: 'automatic',
  target: 'es2022',
  loader: { '.ttf': 'file' },
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'silent',
} as const satisfies BuildOptions;
