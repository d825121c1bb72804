import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  NotAuthorizedException,
} from '@aws-sdk/client-cognito-identity-provider';
import { DescribeTableCommand, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
} from '@aws-sdk/client-dynamodb-streams';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeReplayCommand,
  EventBridgeClient,
  ListArchivesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { GetFunctionCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { unzipSync } from 'fflate';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from './given.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
let options: {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
};
beforeAll(async () => {
  desk = await given.frontdesk();
  const { awsEndpointUrl: endpoint, region } = desk.cloud.describe();
  options = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
});
afterAll(async () => desk[Symbol.asyncDispose]());

describe('through the AWS endpoint, the AWS SDK', () => {
  test('reads the table and its stream', async () => {
    const dynamodb = new DynamoDBClient(options);
    const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
    const id = await when.hasBooked(desk, tenant, when.aStay(apartment));
    const TableName = desk.cloud.describe().tableName!;
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    const { Items } = await dynamodb.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: `BOOKING#${id}` } },
      }),
    );
    expect(Items).toMatchObject([{ status: { S: 'PENDING' }, userId: { S: tenant.id } }]);
    const streams = new DynamoDBStreamsClient(options);
    const { StreamDescription } = await streams.send(
      new DescribeStreamCommand({ StreamArn: Table!.LatestStreamArn }),
    );
    expect(StreamDescription).toMatchObject({ StreamStatus: 'ENABLED', TableName });
  });

  test('reads queues with their dead letters', async () => {
    const sqs = new SQSClient(options);
    const { queues } = desk.cloud.describe();
    const { QueueUrls } = await sqs.send(new ListQueuesCommand());
    for (const { url, arn, deadLetterUrl, deadLetterArn } of Object.values(queues)) {
      expect(QueueUrls).toEqual(expect.arrayContaining([url, deadLetterUrl]));
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
      );
      expect(Attributes).toMatchObject({
        QueueArn: arn,
        RedrivePolicy: expect.stringContaining(deadLetterArn),
      });
    }
    expect(Object.keys(queues)).toContain('CreateApartmentBooking');
  });

  test('signs users in and refuses a wrong password', async () => {
    const cognito = new CognitoIdentityProviderClient(options);
    const { userPoolId, userPoolClientId } = desk.cloud.describe();
    const signIn = (PASSWORD: string, USERNAME = 'admin') =>
      cognito.send(
        new InitiateAuthCommand({
          ClientId: userPoolClientId!,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME, PASSWORD },
        }),
      );
    const { AuthenticationResult } = await signIn('Passw0rd-2027');
    expect(AuthenticationResult).toMatchObject({
      TokenType: 'Bearer',
      IdToken: expect.stringMatching(/^ey/),
      ExpiresIn: expect.any(Number),
    });
    for (const name of ['ADMIN', 'Admin@Frontdesk.Example'])
      expect((await signIn('Passw0rd-2027', name)).AuthenticationResult).toBeDefined();
    await expect(signIn('wrong')).rejects.toThrow(NotAuthorizedException);
    expect(
      await cognito.send(new AdminGetUserCommand({ UserPoolId: userPoolId!, Username: 'admin' })),
    ).toMatchObject({ Enabled: true });
  });

  test('lists rules and functions', async () => {
    const { Rules } = await new EventBridgeClient(options).send(
      new ListRulesCommand({ EventBusName: busName() }),
    );
    expect(Rules!.length).toBeGreaterThan(0);
    const { Functions } = await new LambdaClient(options).send(new ListFunctionsCommand({}));
    expect(Functions!.length).toBeGreaterThan(0);
  });

  test('finds the log of a function, and downloads its code', async () => {
    const lambda = new LambdaClient(options);
    const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
    await when.hasBooked(desk, tenant, when.aStay(apartment));
    const { Functions } = await lambda.send(new ListFunctionsCommand({ MaxItems: 1000 }));
    const FunctionName = Functions!.find(({ FunctionName: name }) =>
      name!.includes('CreateApartmentBooking'),
    )!.FunctionName!;
    const { Code, Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }));
    const { LogGroup: logGroupName } = Configuration!.LoggingConfig!;
    const logs = new CloudWatchLogsClient(options);
    const find = async (filterPattern: string) =>
      (await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern }))).events!;

    const [line] = await find('{ $.message = "done" }');
    const { messageId } = JSON.parse(line!.message!);
    expect(await find(`{ $.messageId = "${messageId}" }`)).toContainEqual(line);
    // Lambda's own lines stand around it.
    const { events } = await logs.send(
      new FilterLogEventsCommand({ logGroupName, logStreamNames: [line!.logStreamName!], limit: 5 }),
    );
    expect(events!.map(({ message }) => message!.split(' ')[0])).toEqual(
      expect.arrayContaining(['INIT_START', 'START', 'END', 'REPORT']),
    );
    const archive = await fetch(Code!.Location!);
    expect(Object.keys(unzipSync(new Uint8Array(await archive.arrayBuffer())))).toContain('index.js');
  });

  test('fetches a stream record by its place', async () => {
    const TableName = desk.cloud.describe().tableName!;
    const { Table } = await new DynamoDBClient(options).send(new DescribeTableCommand({ TableName }));
    const streams = new DynamoDBStreamsClient(options);
    const StreamArn = Table!.LatestStreamArn;
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const [{ ShardId } = {}] = StreamDescription!.Shards!;
    const read = async (from: Partial<GetShardIteratorCommandInput>) => {
      const input = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON', ...from } as const;
      const { ShardIterator } = await streams.send(new GetShardIteratorCommand(input));
      return (await streams.send(new GetRecordsCommand({ ShardIterator, Limit: 2 }))).Records!;
    };
    const [, second] = await read({});
    const { SequenceNumber } = second!.dynamodb!;
    expect((await read({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber }))[0]).toEqual(second);
  });

  test('finds where a rule sends events, and replays what an archive holds to it alone', async () => {
    const events = new EventBridgeClient(options);
    const EventBusName = busName();
    const { Rules } = await events.send(new ListRulesCommand({ EventBusName }));
    const rule = Rules!.find(({ Name }) => Name!.includes('PublishBookingStatus'))!;
    const { Targets } = await events.send(new ListTargetsByRuleCommand({ EventBusName, Rule: rule.Name }));
    expect(Targets![0]!.Arn).toMatch(/^arn:/);
    const { Archives } = await events.send(new ListArchivesCommand({}));
    const { EventSourceArn, ArchiveName } = Archives![0]!;
    const now = desk.cloud.world.clock.now();
    await events.send(
      new StartReplayCommand({
        ReplayName: 'again',
        EventSourceArn: EventSourceArn!.replace(/:event-bus\/.*/, `:archive/${ArchiveName}`),
        EventStartTime: new Date(now - 3_600_000),
        EventEndTime: new Date(now + 1000),
        Destination: { Arn: EventSourceArn, FilterArns: [rule.Arn!] },
      }),
    );
    await desk.cloud.settles();
    await desk.cloud.advance(1);
    expect(await events.send(new DescribeReplayCommand({ ReplayName: 'again' }))).toMatchObject({
      State: 'COMPLETED',
      EventLastReplayedTime: expect.any(Date),
    });
  });
});

const busName = () =>
  String(
    Object.values(desk.cloud.describe().stacks)
      .map((outputs) => outputs['EventBusName'])
      .find(Boolean),
  );
