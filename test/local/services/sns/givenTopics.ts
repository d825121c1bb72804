import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTopicCommand,
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startCloud } from '../../../../local/startCloud.ts';
import type { FeedRecord } from '../../../../local/platform/Feed.ts';

const ACCOUNT = '000000000000';
export const topicArn = (name: string) => `arn:aws:sns:us-east-1:${ACCOUNT}:${name}`;
export const queueArn = (name: string) => `arn:aws:sqs:us-east-1:${ACCOUNT}:${name}`;
export const functionArn = (name: string) => `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}`;

const role = {
  AssumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
    ],
  },
};

/** What lets topics send to a queue: https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
const openToTopics = (queues: readonly string[]) => ({
  PolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: '*',
      },
    ],
  },
  Queues: queues.map((Ref) => ({ Ref })),
});

/** Queues, and a function that logs what it is given. Topics are made by the tests. */
const template = {
  Resources: {
    All: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'all' } },
    Some: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'some' } },
    Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } },
    Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: openToTopics(['All', 'Some', 'Dead']) },
    Role: { Type: 'AWS::IAM::Role', Properties: role },
    Seen: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'seen',
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: { ZipFile: 'exports.handler = async (event) => console.log(JSON.stringify(event));' },
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: { Ref: 'Seen' },
        Action: 'lambda:InvokeFunction',
        Principal: 'sns.amazonaws.com',
      },
    },
    Announcements: {
      Type: 'AWS::SNS::Topic',
      Properties: {
        TopicName: 'announcements',
        Subscription: [{ Protocol: 'email', Endpoint: 'a@b.example' }],
      },
    },
    Raw: {
      Type: 'AWS::SNS::Subscription',
      Properties: {
        TopicArn: { Ref: 'Announcements' },
        Protocol: 'sqs',
        Endpoint: { 'Fn::GetAtt': ['Some', 'Arn'] },
        RawMessageDelivery: true,
        FilterPolicy: { kind: ['loud'] },
      },
    },
  },
};

function assemblyOf(resources: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'topics-'));
  const properties = { templateFile: 'Topics.template.json', stackName: 'Topics' };
  const artifacts = { Topics: { type: 'aws:cloudformation:stack', properties } };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '1', artifacts }));
  writeFileSync(join(folder, 'Topics.template.json'), JSON.stringify(resources));
  return folder;
}

/** What most tests do with topics. */
function commandsOf(sns: SNSClient) {
  let count = 0;
  return {
    /** Returns the ARN of a topic of its own. */
    async newTopic(Attributes: Record<string, string> = {}) {
      const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: `topic-${++count}`, Attributes }));
      return TopicArn!;
    },
    async subscribe(
      TopicArn: string,
      Protocol: string,
      Endpoint: string,
      Attributes: Record<string, string> = {},
    ) {
      const input = { TopicArn, Protocol, Endpoint, Attributes, ReturnSubscriptionArn: true };
      return (await sns.send(new SubscribeCommand(input))).SubscriptionArn!;
    },
    publish: (TopicArn: string, Message: string, rest: Partial<PublishCommandInput> = {}) =>
      sns.send(new PublishCommand({ TopicArn, Message, ...rest })),
  };
}

export type GivenTopics = Awaited<ReturnType<typeof givenTopics>>;

/** A cloud whose time stands still, reached by AWS's own clients. */
export async function givenTopics() {
  const cloud = await startCloud({
    assembly: assemblyOf(template),
    frozenAt: Date.UTC(2027, 0, 20, 10),
    seed: 1,
  });
  const options = {
    endpoint: cloud.awsEndpointUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  };
  const sns = new SNSClient(options);
  const sqs = new SQSClient(options);
  const records: FeedRecord[] = [];
  cloud.world.feed.subscribe((record) => records.push(record));
  return {
    ...commandsOf(sns),
    cloud,
    sns,
    records,
    url: cloud.awsEndpointUrl,
    /** Takes what the queue has. */
    async received(name: string) {
      await cloud.settles();
      const QueueUrl = `${cloud.awsEndpointUrl}/${ACCOUNT}/${name}`;
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
        }),
      );
      for (const { ReceiptHandle } of Messages)
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      return Messages;
    },
    /** The e-mails that were captured, as a program reads them. */
    async emails() {
      const answer = await fetch(new URL('/emails.json', cloud.graphqlUrl));
      return (await answer.json()) as { to: string; subject: string; body: string }[];
    },
    async close() {
      sns.destroy();
      sqs.destroy();
      await cloud.close();
    },
  };
}
