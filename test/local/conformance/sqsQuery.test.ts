import { AwsQueryProtocol } from '@aws-sdk/core/protocols';
import { SQS } from '@aws-sdk/client-sqs';
import { afterAll, expect } from 'vitest';
import { serveAwsEndpoint } from '../../support/serveAwsEndpoint.ts';
import { batches } from './sqs/batches.ts';
import { messages } from './sqs/messages.ts';
import { moveTasks } from './sqs/moveTasks.ts';
import { queues } from './sqs/queues.ts';
import { receiving } from './sqs/receiving.ts';

// The claims that each action has a part in, in the protocol of SDKs of before November 2023. Today's SDK can write and
// read it, too.

const served = await serveAwsEndpoint();
const client = new SQS({
  ...served.settings,
  protocol: AwsQueryProtocol,
  protocolSettings: {
    defaultNamespace: 'com.amazonaws.sqs',
    xmlNamespace: 'http://queue.amazonaws.com/doc/2012-11-05/',
    version: '2012-11-05',
  },
});

afterAll(async () => {
  expect([...served.contentTypes]).toEqual(['application/x-www-form-urlencoded']);
  client.destroy();
  await served.close();
});

for (const claims of [queues, messages, receiving, batches, moveTasks])
  claims({ client, elapse: (ms) => served.world.clock.advance(ms) });
