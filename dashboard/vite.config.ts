import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where `npm start` serves GraphQL; `PORT` sets another port there. */
const CLOUD = 'http://127.0.0.1:4000';

/** Answers `/config.json` as a deployed page has it beside itself, from what the running cloud says of itself. */
const configOfRunningCloud = (): Plugin => ({
  name: 'config-of-running-cloud',
  configureServer({ middlewares }) {
    middlewares.use('/config.json', (_request, response, next) => {
      readConfig().then((config) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(config));
      }, next);
    });
  },
});

async function readConfig() {
  const outputs: unknown = await (await fetch(`${CLOUD}/outputs.json`)).json();
  // What `/outputs.json` of the local cloud has: local/CloudDescription.ts.
  const { region, userPoolId, userPoolClientId } = outputs as Record<string, string>;
  return {
    region,
    userPoolId,
    userPoolClientId,
    graphqlEndpoint: '/graphql',
    userPoolEndpoint: '/cognito',
    selfSignUp: true,
  };
}

/** The cloud knows pages by their origin, and a page in development is served by this server on behalf of the cloud. */
const toCloud = (target: string, path = '') => ({
  target,
  ws: true,
  changeOrigin: true,
  headers: { origin: target },
  rewrite: (url: string) => (path ? url.replace(path, '/') : url),
});

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), configOfRunningCloud()],
  build: {
    outDir: '../build/dashboard',
    emptyOutDir: true,
    target: 'es2022',
    // The page's policy allows no images from elsewhere, and no data in its place.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '/graphql': toCloud(CLOUD),
      '/calendar': toCloud(CLOUD),
      '/cognito': toCloud('http://127.0.0.1:4566', '/cognito'),
    },
  },
});
