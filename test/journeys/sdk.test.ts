import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  NotAuthorizedException,
} from '@aws-sdk/client-cognito-identity-provider';
import { DescribeTableCommand, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
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
});

const busName = () =>
  String(
    Object.values(desk.cloud.describe().stacks)
      .map((outputs) => outputs['EventBusName'])
      .find(Boolean),
  );
