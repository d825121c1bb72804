import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { run } from '../../../start/load/run.ts';

/** Accepts requests and never answers. */
const server = createServer();
let address: string;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function load(url: string, stop = new AbortController()) {
  const options = { file: '-', format: 'jsonl', user: 'admin', password: 'secret', concurrency: 1 } as const;
  return run(
    { ...options, url, dryRun: false, refused: undefined },
    {
      stdin: Readable.from([]),
      print: () => undefined,
      write: () => undefined,
      isTerminal: false,
      now: () => 0,
      pause: () => Promise.resolve(),
      stop,
    },
  );
}

/** The outputs of a deployment whose Cognito never answers. */
function outputs(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'load-')), 'outputs.json');
  const pool = { userPoolId: 'pool', userPoolClientId: 'client' };
  writeFileSync(path, JSON.stringify({ graphqlUrl: address, awsEndpointUrl: address, ...pool }));
  return path;
}

test.each([
  ['looking for a deployment', () => address],
  ['signing in', outputs],
])('%s ends with Ctrl-C', async (_, urlOf) => {
  const [stop, asked] = [new AbortController(), once(server, 'request')];
  const loaded = load(urlOf(), stop);
  await asked;
  stop.abort('by Ctrl-C');
  await expect(loaded).rejects.toMatchObject({ name: 'OperatorError', message: 'stopped by Ctrl-C' });
});

test.each<[string, () => string, RegExp]>([
  ['looking for a deployment', () => address, /^Nothing answers at .* \(Too late\)\./],
  ['signing in', outputs, /^admin cannot sign in: Too late$/],
])('%s ends after half a minute', async (_, urlOf, message) => {
  const [late, asked] = [new AbortController(), once(server, 'request')];
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(late.signal);
  const loaded = load(urlOf());
  await asked;
  late.abort(new DOMException('Too late', 'TimeoutError'));
  await expect(loaded).rejects.toThrow(message);
  expect(timeout).toHaveBeenCalledWith(30_000);
  timeout.mockRestore();
});
