import { once } from 'node:events';
import { createServer } from 'node:net';
import { consoleOfOccupant } from '../../local/adapters/consoleOfOccupant.ts';
import { errorCode } from '../../local/platform/errors.ts';
import type { Finding, Patient } from './Finding.ts';

const LOOPBACK = '127.0.0.1';

/** Whether the ports of `npm start` are free, or who has them. */
export async function ports({ environment }: Patient): Promise<readonly Finding[]> {
  const port = Number(environment['PORT'] || 4000);
  const awsPort = Number(environment['AWS_PORT'] || 4566);
  return [
    await examinePort(port, 'PORT', 'GraphQL and console'),
    await examinePort(port === 0 ? 0 : port + 1, 'PORT', 'GraphQL over TLS'),
    await examinePort(awsPort, 'AWS_PORT', 'AWS endpoint'),
  ];
}

async function examinePort(port: number, variable: string, purpose: string): Promise<Finding> {
  const what = `port ${port}`;
  const refusal = await refusalOf(port);
  if (refusal === undefined) return { state: 'ok', what, found: `free, for ${purpose}` };
  if (refusal !== 'EADDRINUSE')
    return {
      state: 'fault',
      what,
      found: `cannot be used for ${purpose}: ${refusal}`,
      remedy: `Set ${variable} to a port from 1024 to 65534.`,
    };
  const console = await consoleOfOccupant(LOOPBACK, port);
  if (console !== undefined) return { state: 'note', what, found: `a cloud of this kind runs: ${console}` };
  return {
    state: 'fault',
    what,
    found: `taken by another program; it is for ${purpose}`,
    remedy: `Stop that program, or set ${variable} to another port.`,
  };
}

/** The code of the error with which listening fails; undefined where it does not. */
async function refusalOf(port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen({ port, host: LOOPBACK });
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return String(errorCode(error));
  } finally {
    server.close();
  }
}
