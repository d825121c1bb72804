import { build } from 'esbuild';
import { basename, extname, join } from 'node:path';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import { isRead, withoutQuery } from './readRequest.ts';
import { refusals } from './refusals.ts';
import type { Route } from './serveGraphql.ts';

export interface ConsolePage {
  /** Below `/console/`, such as `mail`: a folder of `local/console` that has a `main.tsx`. */
  readonly name: string;
  readonly title: string;
}

/**
 * `/console/<name>`: a page beside the console, of one script and one style sheet, which are bundled at the first request. It
 * reads what the cloud tells its own pages, and loads nothing from elsewhere: frames within it, too, by its policy.
 */
export function consolePageRoute({ name, title }: ConsolePage): Route {
  const path = `/console/${name}`;
  return async (request) => {
    const route = withoutQuery(request.path);
    if (!isRead(request) || (route !== path && !route.startsWith(`${path}/`))) return undefined;
    if (request.sender === 'foreignPage' && !isNavigation(request))
      return refusals.foreignPage(request.headers['origin']);
    if (route === path || route === `${path}/`) return pageOf(path, title);
    const body = (await bundleOf(name)).get(route.slice(path.length + 1));
    const type = extname(route) === '.css' ? 'text/css' : 'text/javascript';
    if (!body)
      return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'The page has no such file.' };
    return { status: 200, headers: { 'content-type': type }, body };
  };
}

/** Whether a link is followed in a window of its own. */
export const isNavigation = ({ headers }: HttpRequest) =>
  headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pageOf = (path: string, title: string): HttpResponse => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  },
  body: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${title}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${path}/main.css" />
  </head>
  <body>
    <div id="console">Loading…</div>
    <script type="module" src="${path}/main.js"></script>
  </body>
</html>
`,
});

type Bundle = ReadonlyMap<string, Uint8Array>;

/** One bundle of a page serves all clouds of a process. */
const bundles = new Map<string, Promise<Bundle>>();

function bundleOf(name: string): Promise<Bundle> {
  const known = bundles.get(name);
  if (known) return known;
  const made = bundlePage(name).catch((error: unknown) => {
    // It is tried again, for want of memory or files may pass.
    bundles.delete(name);
    throw error;
  });
  bundles.set(name, made);
  return made;
}

async function bundlePage(name: string): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: { main: join(import.meta.dirname, `../console/${name}/main.tsx`) },
    bundle: true,
    minify: true,
    write: false,
    outdir: `/console/${name}`,
    format: 'esm',
    jsx: 'automatic',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  return new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
}
