import { build, type BuildOptions } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname, join } from 'node:path';
import type { CloudDescription } from '../CloudDescription.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { Route } from './serveGraphql.ts';

const HTML = 'text/html; charset=utf-8';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': HTML,
  '.js': 'text/javascript',
  '.ttf': 'font/ttf',
};

/** `/console`: GraphiQL for this cloud. Bundled at the first request, so that starting stays fast. */
export function consoleRoute(): (request: HttpRequest) => Promise<HttpResponse | undefined> {
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
  headers: { 'content-type': HTML },
  body: readFileSync(new URL('../console/index.html', import.meta.url), 'utf8'),
});

const { resolve } = createRequire(import.meta.url);

const WORKERS = {
  'editor.worker': resolve('monaco-editor/esm/vs/editor/editor.worker.js'),
  'graphql.worker': resolve('monaco-graphql/esm/graphql.worker.js'),
  'json.worker': resolve('monaco-editor/esm/vs/language/json/json.worker.js'),
};

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

/** `GET /outputs.json`: the current description of the cloud, which clients configure themselves with. */
export const outputsRoute =
  (describe: () => CloudDescription): Route =>
  async ({ method, path }) => {
    if (method !== 'GET' || path !== '/outputs.json') return undefined;
    const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
    return { status: 200, headers, body: JSON.stringify(describe(), null, 2) };
  };
