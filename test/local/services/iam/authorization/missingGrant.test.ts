import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getAtt, role, sender, startForeignCloud, statement, table } from './foreignTemplate.ts';

const SESSION = 'arn:aws:sts::000000000000:assumed-role/worker/sender';
const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/goods';
const IDENTITY = 'arn:aws:ses:us-east-1:000000000000:identity/desk.example';
const JOBS = 'arn:aws:sqs:us-east-1:000000000000:jobs';

let foreign: Awaited<ReturnType<typeof startForeignCloud>>;
let lambda: LambdaClient;

beforeAll(async () => {
  foreign = await startForeignCloud({
    Goods: table('goods'),
    Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } },
    Worker: role(
      'lambda',
      [
        statement(['dynamodb:GetItem', 'dynamodb:BatchGetItem'], getAtt('Goods')),
        statement('dynamodb:PutItem', getAtt('Goods'), {
          Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['good#*'] } },
        }),
        statement('sqs:GetQueueAttributes', getAtt('Jobs')),
        { ...statement('sqs:DeleteQueue', '*'), Effect: 'Deny' },
        statement('ses:SendEmail', IDENTITY, {
          Condition: { 'ForAllValues:StringLike': { 'ses:Recipients': ['*@example.com'] } },
        }),
        // Telephones alone: nothing else that is published to has no ARN.
        { Effect: 'Allow', Action: 'sns:Publish', NotResource: 'arn:aws:sns:*:*:*' },
      ],
      { RoleName: 'worker' },
    ),
    Mail: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'desk.example' } },
    Sender: sender('Worker'),
  });
  const { awsEndpointUrl: endpoint, world } = foreign.cloud;
  const credentials = { accessKeyId: 'made', secretAccessKey: 'up' };
  lambda = new LambdaClient({ endpoint, region: world.account.region, credentials });
});
afterAll(() => foreign.cloud.close());
beforeEach(() => void foreign.records.splice(0));

/** What a function's own call comes to. */
async function send(client: string, command: string, input: object): Promise<unknown> {
  const Payload = JSON.stringify({ client, command, input });
  const { Payload: answer } = await lambda.send(new InvokeCommand({ FunctionName: 'sender', Payload }));
  return JSON.parse(Buffer.from(answer!).toString());
}

const key = (pk: string) => ({ pk: { S: pk } });
const put = (pk: string) => ({ TableName: 'goods', Item: key(pk) });
const QueueUrl = () => foreign.cloud.services.sqs.urlOf(JOBS)!;
const denials = () => foreign.records.filter(({ kind }) => kind === 'denial');

const notAllowed = (action: string, resource: string, spelled = action) =>
  `User: ${SESSION} is not authorized to perform: ${spelled} on resource: ${resource} because no identity-based policy allows the ${spelled} action`;

describe('a function’s call', () => {
  test('that its role’s policy allows is answered', async () => {
    expect(await send('dynamodb', 'GetItem', { TableName: 'goods', Key: key('good#1') })).not.toHaveProperty(
      'error',
    );
    expect(await send('dynamodb', 'PutItem', put('good#1'))).not.toHaveProperty('error');
    expect(denials()).toEqual([]);
  });

  test.each([
    ['dynamodb', 'DeleteItem', { TableName: 'goods', Key: key('good#1') }, 'dynamodb:DeleteItem', TABLE],
    ['dynamodb', 'PutItem', put('other#1'), 'dynamodb:PutItem', TABLE],
    ['dynamodb', 'Query', byIndex(), 'dynamodb:Query', `${TABLE}/index/gsi1`],
    [
      'dynamodb',
      'TransactWriteItems',
      { TransactItems: [{ Put: put('good#2') }, { Put: put('other#1') }] },
      'dynamodb:PutItem',
      TABLE,
    ],
    [
      'dynamodb',
      'TransactWriteItems',
      {
        TransactItems: [
          {
            ConditionCheck: {
              ...put('good#1'),
              Key: key('good#1'),
              ConditionExpression: 'attribute_exists(pk)',
            },
          },
        ],
      },
      'dynamodb:ConditionCheckItem',
      TABLE,
    ],
    [
      'dynamodb',
      'BatchWriteItem',
      { RequestItems: { goods: [{ PutRequest: { Item: key('good#1') } }] } },
      'dynamodb:BatchWriteItem',
      TABLE,
    ],
    ['dynamodb', 'ListTables', {}, 'dynamodb:ListTables', '*'],
    [
      'dynamodb',
      'ExecuteStatement',
      { Statement: "UPDATE goods SET a = 1 WHERE pk = 'good#1'" },
      'dynamodb:PartiQLUpdate',
      TABLE,
    ],
    [
      'dynamodb',
      'ExecuteStatement',
      { Statement: 'SELECT * FROM "goods"."gsi1" WHERE gsi1pk = \'a\'' },
      'dynamodb:PartiQLSelect',
      `${TABLE}/index/gsi1`,
    ],
  ])(
    'to %s %s without a grant is refused with AccessDenied',
    async (client, command, input, action, resource) => {
      expect(await send(client, command, input)).toEqual({
        error: { name: 'AccessDeniedException', message: notAllowed(action, resource), status: 400 },
      });
      const reason = `because no identity-based policy allows the ${action} action`;
      expect(denials()).toMatchObject([{ principal: SESSION, action, resource, reason }]);
    },
  );

  test('to SES needs a grant of the identity, and another one for what is raw, and is refused as SES refuses', async () => {
    const email = (
      address: string,
      Content: object = { Simple: { Subject: { Data: 'a' }, Body: { Text: { Data: 'b' } } } },
    ) => ({
      FromEmailAddress: 'Desk <a@desk.example>',
      Destination: { ToAddresses: [address] },
      Content,
    });
    const denied = (action: string, resource = IDENTITY) => ({
      error: {
        name: 'AccessDeniedException',
        message: `User \`${SESSION}' is not authorized to perform \`${action}' on resource \`${resource}'`,
        status: 403,
      },
    });
    expect(await send('sesv2', 'SendEmail', email('Ann <ann@example.com>'))).toHaveProperty('MessageId');
    expect(await send('sesv2', 'SendEmail', email('eve@elsewhere.example'))).toEqual(denied('ses:SendEmail'));
    const raw = { Raw: { Data: 'Subject: a\r\n\r\nb' } };
    expect(await send('sesv2', 'SendEmail', email('ann@example.com', raw))).toEqual(
      denied('ses:SendRawEmail'),
    );
    expect(
      await send('sesv2', 'SendEmail', { ...email('ann@example.com'), FromEmailAddress: 'a@other.example' }),
    ).toEqual(denied('ses:SendEmail', IDENTITY.replace('desk.example', 'a@other.example')));
    expect(foreign.cloud.services.mailbox.messages()).toHaveLength(1);
  });

  test('to SNS to a telephone needs a grant that is not of topics', async () => {
    const PhoneNumber = '+15550100123';
    expect(await send('sns', 'Publish', { PhoneNumber, Message: 'a' })).toHaveProperty('MessageId');
    const TopicArn = 'arn:aws:sns:us-east-1:000000000000:t';
    expect(await send('sns', 'Publish', { TopicArn, Message: 'a' })).toMatchObject({
      error: { name: 'AuthorizationErrorException', message: notAllowed('sns:Publish', TopicArn) },
    });
  });

  test('to X-Ray without a grant is refused', async () => {
    const TraceIds = ['1-00000000-000000000000000000000000'];
    expect(await send('xray', 'BatchGetTraces', { TraceIds })).toMatchObject({
      error: { name: 'AccessDeniedException', message: notAllowed('xray:BatchGetTraces', '*'), status: 403 },
    });
  });

  test('to SQS without a grant is refused as SQS refuses', async () => {
    const message = notAllowed('sqs:SendMessage', JOBS, 'sqs:sendmessage');
    const denial = { error: { name: 'AccessDenied', message, status: 403 } };
    expect(await send('sqs', 'SendMessage', { QueueUrl: QueueUrl(), MessageBody: 'a' })).toMatchObject(
      denial,
    );
    const Entries = [{ Id: '1', MessageBody: 'a' }];
    expect(await send('sqs', 'SendMessageBatch', { QueueUrl: QueueUrl(), Entries })).toMatchObject(denial);
    expect(denials()).toHaveLength(2);
  });

  test('to CloudFormation without a grant is refused as CloudFormation refuses', async () => {
    const stacks = 'arn:aws:cloudformation:us-east-1:000000000000:stack';
    const running = foreign.cloud.stacks[0]!.id;
    const denied = (action: string, resource: string) => ({
      error: { name: 'AccessDenied', message: notAllowed(`cloudformation:${action}`, resource), status: 403 },
    });
    for (const input of [{ StackName: 'Shop' }, { StackName: running }, {}])
      expect(await send('cloudformation', 'DescribeStacks', input)).toMatchObject(
        denied('DescribeStacks', running),
      );
    expect(await send('cloudformation', 'GetTemplate', { StackName: 'None' })).toMatchObject(
      denied('GetTemplate', `${stacks}/None/00000000-0000-0000-0000-000000000000`),
    );
    expect(await send('cloudformation', 'ListStacks', {})).toMatchObject(denied('ListStacks', '*'));
    expect(denials()).toHaveLength(5);
  });

  test('to AppSync’s management without a grant is refused', async () => {
    const api = 'arn:aws:appsync:us-east-1:000000000000:apis/abc';
    expect(await send('appsync', 'GetGraphqlApi', { apiId: 'abc' })).toMatchObject({
      error: {
        name: 'AccessDeniedException',
        message: notAllowed('appsync:GetGraphqlApi', api),
        status: 403,
      },
    });
    expect(await send('appsync', 'ListApiKeys', { apiId: 'abc' })).toMatchObject({
      error: { message: notAllowed('appsync:ListApiKeys', '*') },
    });
    expect(denials()).toHaveLength(2);
  });

  test('to STS says who calls, and needs no grant', async () => {
    expect(await send('sts', 'GetCallerIdentity', {})).toMatchObject({
      Arn: SESSION,
      Account: '000000000000',
      UserId: expect.stringMatching(/^AROA[0-9A-F]{17}:sender$/),
    });
    const { awsEndpointUrl: endpoint } = foreign.cloud;
    const credentials = { accessKeyId: 'made', secretAccessKey: 'up' };
    const person = new STSClient({ endpoint, region: 'us-east-1', credentials });
    expect(await person.send(new GetCallerIdentityCommand())).toMatchObject({
      Arn: 'arn:aws:iam::000000000000:root',
    });
  });

  test('that a statement denies is refused in other words', async () => {
    expect(await send('sqs', 'DeleteQueue', { QueueUrl: QueueUrl() })).toMatchObject({
      error: {
        message: `User: ${SESSION} is not authorized to perform: sqs:deletequeue on resource: ${JOBS} with an explicit deny in an identity-based policy`,
      },
    });
  });
});

function byIndex() {
  const ExpressionAttributeValues = { ':pk': { S: 'good#1' } };
  return {
    TableName: 'goods',
    IndexName: 'gsi1',
    KeyConditionExpression: 'gsi1pk = :pk',
    ExpressionAttributeValues,
  };
}

test('with strict IAM a made-up key is refused, and the owner’s own is answered', async () => {
  const { cloud } = await startForeignCloud({}, { strictIam: true, frozenAt: Date.now() });
  const { accessKey } = cloud.describe();
  const asked = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
    new STSClient({ endpoint: cloud.awsEndpointUrl, region: 'us-east-1', credentials, maxAttempts: 1 }).send(
      new GetCallerIdentityCommand(),
    );
  expect(await asked(accessKey!)).toMatchObject({ Arn: 'arn:aws:iam::000000000000:root' });
  await expect(asked({ accessKeyId: 'test', secretAccessKey: 'test' })).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  });
  await cloud.close();
});
