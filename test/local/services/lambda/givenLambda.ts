import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createWorld, type World, type WorldOptions } from '../../../../local/platform/World.ts';
import type { FeedRecord } from '../../../../local/platform/Feed.ts';
import { createIam } from '../../../../local/services/iam/createIam.ts';
import type { FunctionConfiguration } from '../../../../local/services/lambda/Lambda.ts';
import { createLambda, type LambdaOptions } from '../../../../local/services/lambda/createLambda.ts';
import { trust } from '../../../support/trust.ts';

export const ROLE = 'arn:aws:iam::000000000000:role/worker';
export const MOMENT = Date.parse('2030-05-06T07:08:09.000Z');

/** The files of a bundle in a folder of its own, gone when the test is over. */
export function bundle(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, source] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), source);
  }
  return folder;
}

export type Deployment = Partial<FunctionConfiguration> &
  WorldOptions &
  Partial<LambdaOptions> & { readonly world?: World };

/** A Lambda with one function, `work`, whose `index.js` is `source`. */
export function givenLambda(source: string, options: Deployment = {}) {
  const world = options.world ?? createWorld({ seed: 7, ...options });
  const iam = createIam(world);
  iam.createRole({
    roleName: 'worker',
    roleArn: ROLE,
    trustPolicy: trust('lambda'),
    managedPolicyArns: [],
    policies: [],
  });
  const lambda = createLambda(world, { iam, awsEndpointUrl: () => 'http://127.0.0.1:1', ...options });
  lambda.createFunction(configured(options.codePath ?? bundle({ 'index.js': source }), options));
  onTestFinished(async () => {
    await lambda.close();
    world.clock.stop();
  });

  const records: FeedRecord[] = [];
  world.feed.subscribe((record) => records.push(record));
  const call = { traceId: '1-00000001-0123456789abcdef01234567', principal: iam.principalOf(undefined) };
  return {
    world,
    lambda,
    call,
    records,
    invocations: () => records.filter((record) => record.kind === 'invocation'),
    lines: () => records.filter((record) => record.kind === 'log').map(({ line }) => line),
    async invoke(payload?: unknown) {
      const { payload: text, functionError } = await lambda.invoke('work', payload, call);
      return { answer: JSON.parse(text), functionError };
    },
  };
}

const configured = (codePath: string, options: Partial<FunctionConfiguration>): FunctionConfiguration => ({
  functionName: 'work',
  functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:work',
  handler: 'index.handler',
  codePath,
  runtime: 'nodejs24.x',
  timeoutMs: 3000,
  memoryMb: 128,
  environment: {},
  roleArn: ROLE,
  ...options,
});
