import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { installedPackages, installedPrograms, nodeAndNpm } from '../../../start/doctor/installation.ts';
import { ports } from '../../../start/doctor/ports.ts';
import { describeFinding, type Patient } from '../../../start/doctor/Finding.ts';
import { serveHttp } from '../../../local/adapters/serveHttp.ts';

const main = join(import.meta.dirname, '../../../start/doctor/main.js');

/** A checkout with these files. */
function checkout(files: Readonly<Record<string, string>>, environment = {}): Patient {
  const root = mkdtempSync(join(tmpdir(), 'frontdesk-doctor-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    chmodSync(join(root, path), 0o755);
  }
  return { root, environment };
}

const lock = (versions: Readonly<Record<string, string>>) =>
  JSON.stringify({
    packages: Object.fromEntries(
      Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }]),
    ),
  });

test('packages that are not installed, or not as locked, are to be installed', () => {
  const locked = { 'package-lock.json': lock({ zod: '4.6.7', ws: '8.23.0', '@esbuild/other': '1.0.0' }) };
  expect(installedPackages(checkout(locked))).toMatchObject([
    { state: 'fault', found: 'not installed', remedy: 'Run: npm ci' },
  ]);
  const installed = (versions: Readonly<Record<string, string>>) =>
    installedPackages(checkout({ ...locked, 'node_modules/.package-lock.json': lock(versions) }));
  expect(installed({ zod: '3.0.0', ws: '7.0.0' })).toMatchObject([
    { state: 'fault', found: 'zod is 3.0.0, the lock file says 4.6.7, and 1 more differ' },
  ]);
  // What is for another system is locked and not installed.
  expect(installed({ zod: '4.6.7', ws: '8.23.0' })).toMatchObject([{ state: 'ok' }]);
});

test('a program for another system is told from one that runs', () => {
  const program = (text: string) => checkout({ 'node_modules/.bin/esbuild': text });
  expect(installedPrograms(program('#!/bin/sh\necho 0.28.2\n'))).toEqual([
    { state: 'ok', what: 'esbuild', found: '0.28.2 runs on this system' },
  ]);
  expect(installedPrograms(program('#!/bin/sh\nexit 126\n'))).toMatchObject([
    { state: 'fault', remedy: 'Remove node_modules, then run: npm ci' },
  ]);
});

test.each([
  ['npm/9.9.4 node/v20.1.0 linux x64', 'fault'],
  ['npm/11.6.1 node/v22.20.0 linux x64', 'ok'],
])('npm that says %s is a case of %s', (npm_config_user_agent, state) => {
  const patient = checkout(
    { 'package-lock.json': lock({ node: process.versions.node }) },
    { npm_config_user_agent },
  );
  expect(nodeAndNpm(patient)).toMatchObject([
    { what: 'Node', state: 'ok' },
    { what: 'npm', state },
  ]);
});

test('a port that another program has is a fault, one that a cloud has is none', async () => {
  const other = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const cloud = await serveHttp({
    handle: async () => ({ status: 200, headers: {}, body: '{"console":"http://127.0.0.1:4000/console"}' }),
    ...{ port: 0, host: '127.0.0.1', purpose: 'test', variable: 'PORT' },
  });
  onTestFinished(() => cloud.close());
  // A port of a listening server, as Node says.
  const { port } = other.address() as { port: number };
  const [, , taken] = await ports({ root: '', environment: { PORT: '0', AWS_PORT: String(port) } });
  expect(taken).toMatchObject({
    state: 'fault',
    found: expect.stringContaining('another program'),
    remedy: expect.stringContaining('AWS_PORT'),
  });
  const [, , ours] = await ports({ root: '', environment: { PORT: '0', AWS_PORT: String(cloud.port) } });
  expect(ours).toMatchObject({
    state: 'note',
    found: 'a cloud of this kind runs: http://127.0.0.1:4000/console',
  });
});

test('a finding is one line, and one below it for what to do', () => {
  const text = describeFinding({
    state: 'fault',
    what: 'packages',
    found: 'not installed',
    remedy: 'Run: npm ci',
  });
  expect(text.replace(/\u001b\[\d+m/g, '')).toBe('✗ packages     not installed\n               Run: npm ci');
});

test('the doctor looks at this machine and ends with what it comes to', async () => {
  const environment = { ...process.env, PORT: '0', AWS_PORT: '0', NO_COLOR: '1' };
  const { stdout } = await promisify(execFile)(process.execPath, [main], { env: environment }).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toMatch(/^. Node /m);
  expect(stdout).toMatch(/^✓ esbuild /m);
  expect(stdout).toMatch(/(Ready: npm start|\d to mend before "npm start" works as it should\.)\n$/);
});

test('an option that it does not know is named', () => {
  const { status, stderr } = spawnSync(process.execPath, [main, '--cure'], { encoding: 'utf8' });
  expect(stderr).toContain("'--cure'");
  expect(status).toBe(2);
});
