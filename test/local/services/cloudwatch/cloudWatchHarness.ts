import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SQSClient } from '@aws-sdk/client-sqs';
import { onTestFinished } from 'vitest';
import { createServices } from '../../../../local/createServices.ts';
import type { FeedRecord } from '../../../../local/platform/Feed.ts';
import { createWorld, type WorldOptions } from '../../../../local/platform/World.ts';
import { serveActions } from '../../../support/serveActions.ts';

export const START = Date.UTC(2030, 0, 1);

/** Every service of a cloud without a template, and clients of AWS's SDK for it. Time stands still at `START`. */
export async function givenCloudWatch(options: WorldOptions = {}) {
  const world = createWorld({ seed: 1, frozenAt: START, ...options });
  const { services, gate } = createServices(world, {
    assets: { pathOf: () => undefined },
    awsEndpointUrl: () => 'http://127.0.0.1',
  });
  gate.open();
  const served = await serveActions({
    GraniteServiceVersion20100801: services.cloudwatch.actions,
    AmazonSQS: services.sqs.actions,
    AWSEvents: services.events.actions,
    DynamoDB_20120810: services.dynamodb.actions,
  });
  const settings = {
    endpoint: served.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  // The client packs requests above 10 KB, and the AWS endpoint takes bodies as they are.
  const cloudwatch = new CloudWatchClient({ ...settings, disableRequestCompression: true });
  const sqs = new SQSClient(settings);
  const records: FeedRecord[] = [];
  world.feed.subscribe((record) => records.push(record));
  onTestFinished(async () => {
    cloudwatch.destroy();
    sqs.destroy();
    await services.lambda.close();
    await served.close();
    world.clock.stop();
  });
  return { world, services, cloudwatch, sqs, records, settings };
}

export const minutes = (count: number) => count * 60_000;
