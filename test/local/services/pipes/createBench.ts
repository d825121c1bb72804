import type { Call } from '../../../../local/platform/Call.ts';
import { createWorld } from '../../../../local/platform/World.ts';
import type { FeedRecord } from '../../../../local/platform/Feed.ts';
import { createDynamoDb } from '../../../../local/services/dynamodb/createDynamoDb.ts';
import { createEvents } from '../../../../local/services/events/createEvents.ts';
import { sqsTarget } from '../../../../local/services/events/createEventTargets.ts';
import { createIam } from '../../../../local/services/iam/createIam.ts';
import { createLambda } from '../../../../local/services/lambda/createLambda.ts';
import { createPipes } from '../../../../local/services/pipes/createPipes.ts';
import { createSqs } from '../../../../local/services/sqs/createSqs.ts';
import { trust } from '../../../support/trust.ts';

export const START = Date.UTC(2026, 0, 31, 12);
const ACCOUNT = 'us-east-1:000000000000';
const ROLE = 'arn:aws:iam::000000000000:role/worker';
export const BUS = `arn:aws:events:${ACCOUNT}:event-bus/default`;
export const FUNCTION = `arn:aws:lambda:${ACCOUNT}:function:worker`;
export const queueArn = (name: string) => `arn:aws:sqs:${ACCOUNT}:${name}`;
export const traceOf = (n: number) => `1-697dee40-${String(n).padStart(24, '0')}`;

const callFor = (n = 0): Call => ({
  traceId: traceOf(n),
  principal: { arn: 'arn:aws:iam::000000000000:user/me', accessKeyId: 'AKIA' },
});

/** Pipes among the real services. Whatever reaches the default bus is also put into the queue `seen`. */
export async function createBench() {
  const services = createServices();
  const { world, sqs, dynamodb, lambda, events, pipes } = services;
  const records: FeedRecord[] = [];
  world.feed.subscribe((record) => records.push(record));

  const addQueue = (QueueName: string, Attributes: object = {}) =>
    sqs.actions['CreateQueue']!({ QueueName, Attributes }, callFor());
  await addQueue('seen');
  await events.actions['PutRule']!({ Name: 'all', EventPattern: '{"version":["0"]}' }, callFor());
  await events.actions['PutTargets']!(
    { Rule: 'all', Targets: [{ Id: 'seen', Arn: queueArn('seen') }] },
    callFor(),
  );
  const streamArn = await createTable(services);

  const received = async (queue: string): Promise<any[]> => {
    await world.activity.idle();
    const input = {
      QueueUrl: sqs.urlOf(queueArn(queue)),
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
    };
    const { Messages = [] } = await sqs.actions['ReceiveMessage']!(input, callFor());
    return Messages;
  };

  return {
    ...services,
    records,
    addQueue,
    received,
    shardId: () => dynamodb.streams.shardIdOf(streamArn),
    ...pipeMakers(services, streamArn),
    failures: () => records.flatMap((record) => (record.kind === 'failure' ? [record] : [])),
    bodies: async (queue: string): Promise<any[]> =>
      (await received(queue)).map(({ Body }) => JSON.parse(Body)),
    /** Writes one item in a request of its own, the `n`th. */
    write: (n: number, fields: object = {}) =>
      dynamodb.actions['PutItem']!(
        { TableName: 'things', Item: { id: { S: `t${n}` }, ...fields } },
        callFor(n),
      ),
    send: (queue: string, n: number, MessageBody: string) =>
      sqs.actions['SendMessage']!({ QueueUrl: sqs.urlOf(queueArn(queue)), MessageBody }, callFor(n)),
    /** A function that does `body` with `event`. */
    addFunction: (body: string) =>
      lambda.createFunction({ ...worker, inlineCode: `exports.handler = async (event) => { ${body} };` }),
    async close() {
      for (const service of [pipes, events, lambda, dynamodb]) await service.close();
    },
  };
}

export type Bench = Awaited<ReturnType<typeof createBench>>;

function createServices() {
  const world = createWorld({ frozenAt: START, seed: 3 });
  const sqs = createSqs(world);
  const dynamodb = createDynamoDb(world);
  const iam = createIam(world);
  iam.createRole({
    roleName: 'worker',
    roleArn: ROLE,
    trustPolicy: trust('lambda'),
    managedPolicyArns: [],
    policies: [],
  });
  const lambda = createLambda(world, { iam, awsEndpointUrl: () => 'http://127.0.0.1:1' });
  const events = createEvents(world, { sqs, targets: { sqs: sqsTarget(sqs) } });
  const pipes = createPipes(world, { streams: dynamodb.streams, sqs, lambda, events });
  return { world, sqs, dynamodb, lambda, events, pipes };
}

/** Creates the table `things` and answers the ARN of its stream. */
async function createTable({ dynamodb }: ReturnType<typeof createServices>): Promise<string> {
  const { TableDescription } = await dynamodb.actions['CreateTable']!(
    {
      TableName: 'things',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    },
    callFor(),
  );
  return TableDescription.LatestStreamArn;
}

function pipeMakers({ pipes }: ReturnType<typeof createServices>, streamArn: string) {
  const pipe = (
    sourceArn: string,
    targetArn: string,
    sourceParameters: object,
    targetParameters: object = {},
    running = true,
  ) =>
    pipes.create({
      name: 'p',
      arn: `arn:aws:pipes:${ACCOUNT}:pipe/p`,
      roleArn: 'arn:aws:iam::000000000000:role/pipe',
      sourceArn,
      targetArn,
      running,
      sourceParameters: sourceParameters as Record<string, unknown>,
      targetParameters: targetParameters as Record<string, unknown>,
    });
  const streamPipe = (
    targetArn: string,
    parameters: object = {},
    targetParameters: object = {},
    filters: object[] = [],
  ) => {
    const Filters = filters.map((pattern) => ({ Pattern: JSON.stringify(pattern) }));
    const DynamoDBStreamParameters = { StartingPosition: 'TRIM_HORIZON', ...parameters };
    pipe(streamArn, targetArn, { FilterCriteria: { Filters }, DynamoDBStreamParameters }, targetParameters);
  };
  return { pipe, streamPipe };
}

const worker = {
  functionName: 'worker',
  functionArn: FUNCTION,
  handler: 'index.handler',
  codePath: '',
  runtime: 'nodejs24.x',
  timeoutMs: 3000,
  memoryMb: 128,
  environment: {},
  roleArn: ROLE,
};
