import { createSocket } from 'node:dgram';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { createBundles } from '../../../lib/bundles/createBundles.ts';

/** Two messages worked on at once, each with a step within it. */
const code = `import { inTrace, traced } from '${process.cwd()}/lambda-fns/platform/tracer.ts';
const turn = () => new Promise(setImmediate);
const work = (name) => inTrace('trace of ' + name, () => traced(name, async () => {
  await turn();
  await traced(name + ' inside', turn);
}));
export const handler = () => Promise.all(['one', 'two'].map(work));`;

const bundled = () => {
  const root = mkdtempSync(join(tmpdir(), 'traced-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'lambda-fns'));
  writeFileSync(join(root, 'lambda-fns/traced.ts'), code);
  // Bundles have a substitute of it for what the X-Ray SDK requires.
  symlinkSync(join(process.cwd(), 'lambda-fns/platform'), join(root, 'lambda-fns/platform'));
  return join(createBundles(root).functionFolder('traced'), 'index.js');
};

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-daemon */
const startDaemon = async () => {
  const daemon = createSocket('udp4');
  onTestFinished(() => void daemon.close());
  const { promise: bound, resolve } = Promise.withResolvers<void>();
  daemon.bind(0, '127.0.0.1', resolve);
  await bound;
  const segments: Record<string, any>[] = [];
  return {
    address: `127.0.0.1:${daemon.address().port}`,
    received: (count: number) =>
      new Promise<typeof segments>((done) =>
        daemon.on('message', (message) => {
          segments.push(JSON.parse(message.toString().split('\n')[1]!));
          if (segments.length === count) done(segments);
        }),
      ),
  };
};

const runTraced = (bundle: string, daemonAddress: string) => {
  const worker = new Worker(`require(${JSON.stringify(bundle)}).handler()`, {
    eval: true,
    env: {
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'traced',
      AWS_XRAY_DAEMON_ADDRESS: daemonAddress,
      LAMBDA_TASK_ROOT: '/var/task',
      _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
    },
  });
  onTestFinished(async () => void (await worker.terminate()));
};

test('X-Ray gets the steps of messages that are worked on at once each within its own message, found by its trace', async () => {
  const daemon = await startDaemon();
  const received = daemon.received(4);
  runTraced(bundled(), daemon.address);
  const segments = await received;

  const named = (name: string) => segments.find((segment) => segment['name'] === name)!;
  for (const name of ['one', 'two']) {
    expect(named(name)['parent_id']).toBe('53995c3f42cd8ad8');
    expect(named(`${name} inside`)['parent_id']).toBe(named(name)['id']);
    expect(named(name)['annotations']).toEqual({ traceId: `trace of ${name}` });
    expect(named(`${name} inside`)['annotations']).toEqual({ traceId: `trace of ${name}` });
  }
});
