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
  /** It takes memory until there is none: in pieces, because one that is too large ends more than its sandbox. */
  fill: 'for (const all = []; ; ) all.push(new Array(20_000).fill(0.5))',
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
  { scene, assembly }: Drill,
  worker: string,
  about: string,
  effect: keyof typeof effects,
): Promise<() => Promise<unknown>> {
  const { ref: FunctionName, properties } = scene
    .resources('AWS::Lambda::Function')
    .find(({ path }) => path.startsWith(`${worker}/`))!;
  const folder = `asset.${String((properties['Code'] as { readonly S3Key?: unknown }).S3Key).replace(/\.zip$/, '')}`;
  const content = readFileSync(join(assembly, folder, 'index.js'));
  const deploy = (files: Readonly<Record<string, string | Buffer>>) => {
    const entries = Object.entries(files).map(([path, code]) => ({
      path,
      content: Buffer.from(code),
      method: 8 as const,
    }));
    return scene.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zip(entries) }));
  };
  await deploy({ 'index.js': source(about, effect), 'release.js': content });
  return () => deploy({ 'index.js': content });
}
