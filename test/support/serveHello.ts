import { serveHttp } from '../../local/adapters/serveHttp.ts';

/** Runs in a process of its own, so that its open files can be limited. Prints its URL. */
const server = await serveHttp({
  handle: async () => ({ status: 200, headers: {}, body: 'hello' }),
  port: 0,
  host: '127.0.0.1',
  purpose: 'test endpoint',
  variable: 'TEST_PORT',
});
console.log(server.url);
