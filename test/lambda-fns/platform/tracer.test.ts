import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { createBundles } from '../../../lib/bundles/createBundles.ts';
import { startXrayDaemon } from '../../support/startXrayDaemon.ts';

const rootOf = (name: string) => `1-697dee40-${name.padEnd(24, '0')}`;

/** Of messages that are worked on at once, as SQS has them. */
const headers: Record<string, string> = {
  aa: `Root=${rootOf('aa')};Sampled=0`,
  bb: `Root=${rootOf('bb')};Parent=0123456789abcdef;Sampled=0`,
  cc: `Root=${rootOf('cc')};Parent=0123456789abcdef;Sampled=1`,
  // Nobody has decided: what Lambda decided about the function counts.
  dd: `Root=${rootOf('dd')}`,
};

/** Each message has a step within its own, which writes a row, and one of them fails. */
const code = `import { inTrace, rowTraceField, traced, traceOf } from '${process.cwd()}/lambda-fns/platform/tracer.ts';
const turn = () => new Promise(setImmediate);
const headers = ${JSON.stringify(headers)};
const rows = {};
const work = (name) => inTrace(traceOf({ attributes: { AWSTraceHeader: headers[name] } }), () => traced(name, async () => {
  await turn();
  await traced(name + ' inside', turn);
  rows[name] = rowTraceField().traceId;
  if (name === 'dd') throw new Error('no');
}));
export const handler = async () => (await Promise.allSettled(Object.keys(headers).map(work)), rows);`;

const bundled = () => {
  const root = mkdtempSync(join(tmpdir(), 'traced-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'lambda-fns'));
  writeFileSync(join(root, 'lambda-fns/traced.ts'), code);
  // Bundles have a substitute of it for what the X-Ray SDK requires.
  symlinkSync(join(process.cwd(), 'lambda-fns/platform'), join(root, 'lambda-fns/platform'));
  return join(createBundles(root).functionFolder('traced'), 'index.js');
};

const OWN = '1-5759e988-bd862e3fe1be46a994272793';

/** Returns what the rows of the messages name as their trace. */
const runTraced = async (bundle: string, daemonAddress: string) => {
  const source = `const { parentPort } = require('node:worker_threads');
require(${JSON.stringify(bundle)}).handler().then((rows) => parentPort.postMessage(rows))`;
  const worker = new Worker(source, {
    eval: true,
    env: {
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'traced',
      AWS_XRAY_DAEMON_ADDRESS: daemonAddress,
      LAMBDA_TASK_ROOT: '/var/task',
      _X_AMZN_TRACE_ID: `Root=${OWN};Parent=53995c3f42cd8ad8;Sampled=1`,
    },
  });
  onTestFinished(async () => void (await worker.terminate()));
  const [rows] = await once(worker, 'message');
  return rows as Record<string, string>;
};

test('X-Ray gets the steps of messages that are worked on at once each within its own message, found by its trace', async () => {
  const daemon = await startXrayDaemon();
  onTestFinished(daemon.close);
  const rows = await runTraced(bundled(), daemon.address);
  // Two subsegments each of those that are not recorded, and a whole segment each of the others.
  const segments = await daemon.until(({ length }) => length === 6);
  const named = (name: string) => segments.find((segment) => segment['name'] === name)!;

  for (const name of ['aa', 'bb']) {
    expect(named(name)).toMatchObject({ trace_id: OWN, parent_id: '53995c3f42cd8ad8' });
    expect(named(`${name} inside`)['parent_id']).toBe(named(name)['id']);
    expect(named(name)['annotations']).toEqual({ traceId: rootOf(name) });
    expect(named(`${name} inside`)['annotations']).toEqual({ traceId: rootOf(name) });
    expect(rows[name]).toBe(rootOf(name));
  }
  for (const [name, parent] of [
    ['cc', '0123456789abcdef'],
    ['dd', undefined],
  ] as const) {
    const segment = named(name);
    expect(segment).toMatchObject({ trace_id: rootOf(name), annotations: { lambdaTraceId: OWN } });
    expect([segment['type'], segment['parent_id']]).toEqual([undefined, parent]);
    expect(segment['subsegments']).toMatchObject([{ name: `${name} inside` }]);
    expect(segment['end_time']).toBeGreaterThanOrEqual(segment['start_time']);
    expect(rows[name]).toBe(`Root=${rootOf(name)};Parent=${segment['id']};Sampled=1`);
  }
  expect(named('dd')).toMatchObject({ fault: true, cause: { exceptions: [{ message: 'no' }] } });
  expect(named('cc')).not.toHaveProperty('fault');
});
