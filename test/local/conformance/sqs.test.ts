import { SQS } from '@aws-sdk/client-sqs';
import { afterAll } from 'vitest';
import { createWorld } from '../../../local/platform/World.ts';
import { createSqs } from '../../../local/services/sqs/createSqs.ts';
import { serveActions } from '../../support/serveActions.ts';
import { sqsConformance } from './sqsConformance.ts';

const world = createWorld({ frozenAt: Date.parse('2030-01-01'), seed: 1 });
const served = await serveActions({ AmazonSQS: createSqs(world, { baseUrl: () => served.url }).actions });
const client = new SQS({
  endpoint: served.url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
});

afterAll(async () => {
  client.destroy();
  await served.close();
});

sqsConformance({ client, elapse: (ms) => world.clock.advance(ms) });
