import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withDeadline } from '../../support/deadline.ts';

const PROGRAM = join(import.meta.dirname, '../../support/serveHello.ts');

/** Starts a server whose process may open few files, and returns its URL. */
async function serveWith(openFiles: number): Promise<string> {
  const command = `ulimit -n ${openFiles} && exec "$0" "$1"`;
  const child = spawn('/bin/sh', ['-c', command, process.execPath, PROGRAM]);
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stderr.on('data', (text) => console.error(String(text)));
  const [url] = await withDeadline(once(child.stdout, 'data'), 'the start of a server', 30_000);
  return String(url).trim();
}

const hold = async (port: number): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket.resume();
};

test.each([64, 400])(
  'a process that may open %d files answers while clients hold more connections, and after that',
  async (openFiles) => {
    const url = await serveWith(openFiles);
    const sockets = await Promise.all(
      Array.from({ length: openFiles + 50 }, () => hold(Number(new URL(url).port))),
    );
    expect(await (await fetch(url)).text()).toBe('hello');
    for (const socket of sockets) socket.destroy();
    for (let time = 0; time < 20; time++) expect(await (await fetch(url)).text()).toBe('hello');
  },
);
