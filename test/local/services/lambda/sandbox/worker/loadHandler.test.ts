import { buildSync } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { createWorld } from '../../../../../../local/platform/World.ts';
import { createSqs } from '../../../../../../local/services/sqs/createSqs.ts';
import { serveActions } from '../../../../../support/serveActions.ts';
import { givenLambda, MOMENT } from '../../givenLambda.ts';

const SOURCE = `
  import { SQSClient, CreateQueueCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
  const client = new SQSClient({});
  export const handler = async ({ QueueName }) => {
    await client.send(new CreateQueueCommand({ QueueName }));
    return (await client.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;
  };`;

/** A function whose bundle, or whose runtime, brings the AWS SDK, and an endpoint with SQS. */
async function givenSdk(external: readonly string[]) {
  const stdin = { contents: SOURCE, resolveDir: process.cwd() };
  const [output] = buildSync({
    stdin,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    external: [...external],
  }).outputFiles;
  const world = createWorld({ seed: 7, frozenAt: MOMENT });
  const served = await serveActions({ AmazonSQS: createSqs(world, { baseUrl: () => served.url }).actions });
  onTestFinished(() => served.close());
  return givenLambda(output!.text, { world, awsEndpointUrl: () => served.url, memoryMb: 256 });
}

test.each([
  ['in the bundle', []],
  ['of the runtime', ['@aws-sdk/*']],
])('the AWS SDK %s reaches the cloud, also while time stands still', async (_, external) => {
  const { invoke, world } = await givenSdk(external);

  const { answer } = await invoke({ QueueName: 'things' });
  await world.activity.idle();

  expect(answer).toMatch(/\/000000000000\/things$/);
});
