import { UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zip } from '../../support/zip.ts';
import type { Drill } from './Drill.ts';

/** What the release does to a message that it cannot bear. */
const effects = {
  /** The process ends. */
  crash: 'process.exit(1)',
  /** It waits for an answer for longer than any function may run. */
  hang: 'await new Promise((resolve) => setTimeout(resolve, 1_000_000))',
  /** It holds more memory than it has, for longer than it takes to be noticed. It pauses, so that this costs little. */
  fill: `globalThis.held = Buffer.alloc(512 * 2 ** 20);
  for (const cell = new Int32Array(new SharedArrayBuffer(4)); ; ) Atomics.wait(cell, 0, 0, 20)`,
};

/**
 * The deployed bundle, which meets its fate where it first reaches for the network: after the product's first log line,
 * before its first write. Any other batch is worked on as ever.
 */
const source = (about: string, effect: keyof typeof effects) => `
const { Agent } = require('node:http');
const release = require('./release.js');
const { addRequest } = Agent.prototype;
exports.handler = async (event, context) => {
  Agent.prototype.addRequest = addRequest;
  if (!event.Records.some(({ body }) => body.includes(${JSON.stringify(about)}))) return release.handler(event, context);
  const reached = new Promise((resolve) => (Agent.prototype.addRequest = resolve));
  release.handler(event, context).catch(() => {});
  await reached;
  ${effects[effect]};
};
`;

/** Deploys a release of a worker that cannot bear messages with the text `about`. Returns what deploys the former one again. */
export async function deployBroken(
  drill: Drill,
  worker: string,
  about: string,
  effect: keyof typeof effects,
): Promise<() => Promise<unknown>> {
  await deploy(drill, worker, source(about, effect));
  return () => deploy(drill, worker, `exports.handler = require('./release.js').handler;`);
}

/** Deploys a release of a worker that brings bodies to what the former one takes. `upgrade` is JavaScript of a function. */
export const deployUpgrade = (drill: Drill, worker: string, upgrade: string): Promise<unknown> =>
  deploy(
    drill,
    worker,
    `const upgrade = ${upgrade};
const release = require('./release.js');
const upgraded = (record) => ({ ...record, body: JSON.stringify(upgrade(JSON.parse(record.body), record)) });
exports.handler = (event, context) => release.handler({ Records: event.Records.map(upgraded) }, context);`,
  );

/** Replaces a worker's code by `index`, with the bundle of the assembly beside it as `release.js`. */
function deploy({ scene, assembly }: Drill, worker: string, index: string): Promise<unknown> {
  const { ref: FunctionName, properties } = scene
    .resources('AWS::Lambda::Function')
    .find(({ path }) => path.startsWith(`${worker}/`))!;
  const { S3Key } = properties['Code'] as { readonly S3Key: string };
  const release = readFileSync(join(assembly, `asset.${S3Key.replace(/\.zip$/, '')}`, 'index.js'));
  const ZipFile = zip([
    { path: 'index.js', content: Buffer.from(index), method: 8 },
    { path: 'release.js', content: release, method: 8 },
  ]);
  return scene.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
}
