import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Cloud, startCloud } from '../../local/startCloud.ts';
import { type Alarm, alarmsOf } from './alarms/Alarm.ts';
import { provocations } from './alarms/provocations.ts';
import { createScene, type Scene } from './alarms/Scene.ts';
import { type Heard, toMarkdown } from './alarms/toMarkdown.ts';
import { NOW } from './given.ts';

let cloud: Cloud;
let scene: Scene;
let alarms: Alarm[];
let duty: string;
beforeAll(async () => {
  cloud = await startCloud({ assembly: inject('assembly'), frozenAt: NOW, seed: 1, conflicts: 'realistic' });
  scene = createScene(cloud);
  alarms = alarmsOf(scene);
  duty = await dutyQueue(scene);
  await scene.minutes(2);
});
afterAll(async () => {
  scene.close();
  await cloud.close();
});

const heard: Heard[] = [];

test('every alarm of the templates has one fault that is provoked', () => {
  const covering = (alarm: Alarm) => provocations.filter((provocation) => provocation.covers(alarm));
  expect(alarms.length).toBeGreaterThan(50);
  expect(alarms.filter((alarm) => covering(alarm).length !== 1).map(({ path }) => path)).toEqual([]);
});

test.each(provocations)(
  '$fault: its alarms ring, notify, and calm down when it is mended',
  async (provocation) => {
    const expected = alarms.filter(provocation.covers);
    expect(expected).not.toEqual([]);
    await notifications(scene.sqs, duty);

    const end = await provocation.provoke(scene);
    const rung = await notifications(scene.sqs, duty);
    await end();
    await cloud.settles();
    await scene.minutes(2);
    await scene.purgeDeadLetters();
    await scene.minutes(7);
    const calm = await notifications(scene.sqs, duty);

    for (const alarm of expected) {
      const rang = rung.has(`${alarm.name} ALARM`);
      // It was calm before, so it can only have calmed down after it rang: a fault that ends by itself ends early.
      const calmed = [rung, calm].some((told) => told.has(`${alarm.name} OK`));
      heard.push({ alarm, fault: provocation.fault, rang, calmed });
    }
    const latest = heard.slice(-expected.length);
    expect(latest.filter(({ rang }) => !rang).map(({ alarm }) => alarm.path)).toEqual([]);
    expect(latest.filter(({ calmed }) => !calmed).map(({ alarm }) => alarm.path)).toEqual([]);
  },
);

test('docs/alarms.md shows what each alarm did', async () => {
  const page = join(import.meta.dirname, '../../docs/alarms.md');
  await expect(toMarkdown(heard)).toMatchFileSnapshot(page);
});

/** A queue that receives what the stage's topic is told. */
async function dutyQueue({ sqs, resources }: Scene): Promise<string> {
  const [topic] = resources('AWS::SNS::Topic');
  const QueueArn = 'arn:aws:sqs:us-east-1:000000000000:duty';
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: QueueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': topic!.ref } },
      },
    ],
  });
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'duty', Attributes: { Policy } }));
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const sns = new SNSClient({ endpoint: cloud.awsEndpointUrl, region: 'us-east-1', credentials });
  await sns.send(
    new SubscribeCommand({
      TopicArn: topic!.ref,
      Protocol: 'sqs',
      Endpoint: QueueArn,
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  sns.destroy();
  return QueueUrl!;
}

/** Takes all notifications that have arrived: `name state`. */
async function notifications(sqs: SQSClient, QueueUrl: string): Promise<ReadonlySet<string>> {
  await cloud.settles();
  const all = new Set<string>();
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return all;
    for (const { Body } of Messages) {
      const { AlarmName, NewStateValue } = JSON.parse(Body!);
      all.add(`${AlarmName} ${NewStateValue}`);
    }
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}
