import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PurgeQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DeployedResource } from '../../../local/assembly/walkAssembly.ts';
import type { Cloud } from '../../../local/startCloud.ts';

const MINUTE_MS = 60_000;

/** A running backend whose time stands still, AWS's clients of it, and what of it provocations need. */
export interface Scene {
  readonly cloud: Cloud;
  readonly sqs: SQSClient;
  readonly lambda: LambdaClient;
  readonly events: EventBridgeClient;
  readonly dynamodb: DynamoDBClient;
  readonly tableName: string;
  resources(type: string): readonly DeployedResource[];
  /** Sends a text to every queue of work. */
  sendToAll(body: string): Promise<void>;
  /** Empties every dead letter queue. */
  purgeDeadLetters(): Promise<void>;
  minutes(count: number): Promise<void>;
  close(): void;
}

export function createScene(cloud: Cloud): Scene {
  const { awsEndpointUrl: endpoint, region, tableName } = cloud.describe();
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const options = { endpoint, region, credentials, maxAttempts: 1 };
  const sqs = new SQSClient(options);
  const clients = {
    sqs,
    lambda: new LambdaClient(options),
    events: new EventBridgeClient(options),
    dynamodb: new DynamoDBClient(options),
  };
  const all = cloud.stacks.flatMap(({ resources }) => Object.values(resources));
  const resources = (type: string) => all.filter((each) => each.type === type);
  const queues = resources('AWS::SQS::Queue');
  const isWork = ({ properties }: DeployedResource) => properties['RedrivePolicy'] !== undefined;
  return {
    cloud,
    ...clients,
    tableName: tableName!,
    resources,
    async sendToAll(MessageBody) {
      for (const { ref: QueueUrl } of queues.filter(isWork))
        await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      await cloud.settles();
    },
    async purgeDeadLetters() {
      for (const { ref: QueueUrl } of queues.filter((queue) => !isWork(queue)))
        await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    },
    async minutes(count) {
      for (let minute = 0; minute < count; minute++) await cloud.advance(MINUTE_MS);
      await cloud.settles();
    },
    close() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
