import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { createGate } from '../../../local/platform/createGate.ts';
import { createWorld } from '../../../local/platform/World.ts';
import { openJournal } from '../../../local/platform/journal/openJournal.ts';
import { createDynamoDb } from '../../../local/services/dynamodb/createDynamoDb.ts';
import { createPositions } from '../../../local/services/polling/createPositions.ts';
import { createEvents } from '../../../local/services/events/createEvents.ts';
import type { EventDelivery } from '../../../local/services/events/Events.ts';
import { createSqs } from '../../../local/services/sqs/createSqs.ts';
import { testCall } from '../../support/serveActions.ts';
import { turn } from '../../../local/platform/Activity.ts';

const START = Date.parse('2030-01-01T00:00:00Z');
const QUEUE = 'http://127.0.0.1:4566/000000000000/jobs';

let folder: string;
let starts: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'restart-'));
  starts = 0;
});

/** Restarts on a copy of the journal, as after a killed process: the previous world writes nothing more. */
async function start(frozenAt = START) {
  await turn();
  const [before, now] = [join(folder, `data${starts}`), join(folder, `data${++starts}`)];
  mkdirSync(now);
  if (starts > 1) copyFileSync(join(before, 'journal'), join(now, 'journal'));
  const world = createWorld({ frozenAt, seed: starts, journal: openJournal(now) });
  const sqs = createSqs(world);
  const send = (action: string, input: object = {}) =>
    sqs.actions[action]!({ QueueUrl: QUEUE, ...input }, testCall);
  return { world, sqs, send };
}

describe('queues after a restart', () => {
  const bodies = ({ Messages = [] }: any) => Messages.map(({ Body }: any) => Body);
  const receive = { MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] };

  test('have the messages that were sent and not deleted', async () => {
    const before = await start();
    await before.send('CreateQueue', { QueueName: 'jobs' });
    for (const MessageBody of ['a', 'b', 'c']) await before.send('SendMessage', { MessageBody });
    const { Messages } = await before.send('ReceiveMessage');
    await before.send('DeleteMessage', { ReceiptHandle: Messages[0].ReceiptHandle });

    const after = await start();
    expect(bodies(await after.send('ReceiveMessage', receive))).toEqual(['b', 'c']);
  });

  test('return a message that was in flight at once, without counting that receive, and its old handle deletes it', async () => {
    const before = await start();
    await before.send('CreateQueue', { QueueName: 'jobs' });
    await before.send('SendMessage', { MessageBody: 'a' });
    const [{ ReceiptHandle }] = (await before.send('ReceiveMessage')).Messages;

    const after = await start();
    const [again] = (await after.send('ReceiveMessage', { ...receive, VisibilityTimeout: 0 })).Messages;
    expect(again).toMatchObject({ Body: 'a', Attributes: { ApproximateReceiveCount: '1' } });

    const third = await start();
    await third.send('DeleteMessage', { ReceiptHandle: again.ReceiptHandle });
    expect(ReceiptHandle).not.toBe(again.ReceiptHandle);
    expect(bodies(await (await start()).send('ReceiveMessage'))).toEqual([]);
  });

  test('delay a message until its time, however long the process was down', async () => {
    const before = await start();
    await before.send('CreateQueue', { QueueName: 'jobs' });
    await before.send('SendMessage', { MessageBody: 'later', DelaySeconds: 60 });

    const soon = await start(START + 59_000);
    expect(bodies(await soon.send('ReceiveMessage'))).toEqual([]);
    await soon.world.clock.advance(1000);
    expect(bodies(await soon.send('ReceiveMessage'))).toEqual(['later']);
  });

  test('are updated by their first creation, and keep their messages', async () => {
    const before = await start();
    await before.send('CreateQueue', { QueueName: 'jobs', Attributes: { VisibilityTimeout: '10' } });
    await before.send('SendMessage', { MessageBody: 'a' });

    const after = await start();
    await after.send('CreateQueue', { QueueName: 'jobs', Attributes: { VisibilityTimeout: '20' } });
    const { Attributes } = await after.send('GetQueueAttributes', { AttributeNames: ['All'] });
    expect(Attributes).toMatchObject({ VisibilityTimeout: '20', ApproximateNumberOfMessages: '1' });
    await expect(
      after.send('CreateQueue', { QueueName: 'jobs', Attributes: { VisibilityTimeout: '30' } }),
    ).rejects.toThrow('already exists');
  });
});

describe('a table’s stream after a restart', () => {
  const TABLE = {
    TableName: 'things',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  };
  const put = (dynamodb: ReturnType<typeof createDynamoDb>, pk: string, more: object = {}) =>
    dynamodb.actions['PutItem']!({ TableName: 'things', Item: { pk: { S: pk } }, ...more }, testCall);

  test('has the same ARN and continues where its consumer was', async () => {
    const { world } = await start();
    const dynamodb = createDynamoDb(world);
    const { TableDescription } = await dynamodb.actions['CreateTable']!(TABLE, testCall);
    const consumer = {
      name: 'reader',
      streamArn: TableDescription.LatestStreamArn,
      startingPosition: 'LATEST',
    } as const;
    const position = createPositions(world).of(dynamodb.streams, consumer);
    for (const pk of ['a', 'b', 'c']) await put(dynamodb, pk);
    position.moveTo(dynamodb.streams.read(consumer.streamArn, position.current, 1).position);

    const after = await start();
    const { streams, ...again } = createDynamoDb(after.world);
    await put({ streams, ...again }, 'd');
    const { current } = createPositions(after.world).of(streams, consumer);
    const { records } = streams.read(consumer.streamArn, current, 10);
    expect(records.map(({ record }) => record.dynamodb.Keys['pk']?.S)).toEqual(['b', 'c', 'd']);
    expect(new Set(records.map(({ record }) => record.dynamodb.SequenceNumber)).size).toBe(3);
  });

  test('forgets its records after a day', async () => {
    const { world } = await start();
    const dynamodb = createDynamoDb(world);
    const { TableDescription } = await dynamodb.actions['CreateTable']!(TABLE, testCall);
    await put(dynamodb, 'a');

    const after = await start(START + 25 * 3_600_000);
    const { streams } = createDynamoDb(after.world);
    expect(streams.read(TableDescription.LatestStreamArn, 0, 10)).toEqual({ records: [], position: 1 });
    expect([...after.world.journal.entries(`stream/${TableDescription.LatestStreamArn}`)]).toEqual([]);
  });

  test('does not repeat a transaction with the same token', async () => {
    const { world } = await start();
    const transact = (dynamodb: ReturnType<typeof createDynamoDb>) =>
      dynamodb.actions['TransactWriteItems']!(
        {
          ClientRequestToken: 'once',
          TransactItems: [
            {
              Update: {
                TableName: 'things',
                Key: { pk: { S: 'a' } },
                UpdateExpression: 'ADD tally :one',
                ExpressionAttributeValues: { ':one': { N: '1' } },
              },
            },
          ],
        },
        testCall,
      );
    const before = createDynamoDb(world);
    await before.actions['CreateTable']!(TABLE, testCall);
    await transact(before);

    const after = createDynamoDb((await start()).world);
    await transact(after);
    const { Item } = await after.actions['GetItem']!(
      { TableName: 'things', Key: { pk: { S: 'a' } } },
      testCall,
    );
    expect(Item.tally).toEqual({ N: '1' });
  });
});

describe('an event on a bus after a restart', () => {
  const target = { Id: 'queue', Arn: 'arn:aws:sqs:us-east-1:000000000000:jobs' };

  async function startBus(
    frozenAt: number,
    deliver: (delivery: EventDelivery) => Promise<void>,
    rule = true,
  ) {
    const { world, sqs } = await start(frozenAt);
    const gate = createGate();
    const events = createEvents(world, { targets: { sqs: deliver }, sqs, gate });
    const failures: string[] = [];
    world.feed.subscribe((record) => record.kind === 'failure' && failures.push(record.code));
    const run = (action: string, input: object) => events.actions[action]!(input, testCall);
    if (rule) {
      await run('PutRule', { Name: 'all', EventPattern: '{"source":["shop"]}' });
      await run('PutTargets', { Rule: 'all', Targets: [target] });
    }
    return { world, gate, run, failures };
  }
  const entry = { Source: 'shop', DetailType: 'Sold', Detail: '{"n":1}' };
  const refuse = async () => {
    throw new AwsError('ServiceUnavailable', 'not now', { status: 503 });
  };

  test('is delivered once the rules are back, when its retry is due', async () => {
    const before = await startBus(START, refuse);
    before.gate.open();
    await before.run('PutEvents', { Entries: [entry] });
    await before.world.activity.idle();

    const delivered: unknown[] = [];
    const after = await startBus(START, async ({ input }) => void delivered.push(input));
    await after.world.clock.advance(2000);
    expect(delivered).toEqual([]);
    after.gate.open();
    await after.world.clock.advance(2000);
    expect(delivered).toMatchObject([{ detail: { n: 1 } }]);

    const third = await startBus(START + 2000, refuse);
    third.gate.open();
    await third.world.clock.advance(60_000);
    expect(third.failures).toEqual([]);
  });

  test('is dropped and reported if its rule is gone', async () => {
    const before = await startBus(START, refuse);
    await before.run('PutEvents', { Entries: [entry] });
    await before.world.activity.idle();

    const after = await startBus(START, refuse, false);
    after.gate.open();
    expect(after.failures).toEqual(['NO_RESOURCE']);
  });
});
