import { describe, expect, test } from 'vitest';
import { givenCloud, shown } from './givenCloud.ts';
import { jobs } from './jobs.ts';

/** A running cloud of `jobs`, and what its function says. */
async function givenJobs(options: Parameters<typeof jobs>[0] = {}) {
  const given = await givenCloud({ Shop: jobs(options) });
  const { act, cloud, feed, resourceAt } = given;
  return {
    ...given,
    send: (MessageBody: string) =>
      act('sqs', 'SendMessage', { QueueUrl: resourceAt('Shop', 'Queue').ref, MessageBody }),
    put: (id: string, more: object = {}) =>
      act('dynamodb', 'PutItem', {
        TableName: resourceAt('Shop', 'Table').ref,
        Item: { id: { S: id }, ...more },
      }),
    rows: async () => {
      const TableName = resourceAt('Shop', 'Table').ref;
      const { Items } = await act('dynamodb', 'Scan', { TableName });
      return Items.map(({ id }: any) => id.S).toSorted();
    },
    attributes: async () => {
      const QueueUrl = resourceAt('Shop', 'Queue').ref;
      return (await act('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] })).Attributes;
    },
    async said() {
      await cloud.settles();
      return feed.flatMap((record) => (record.kind === 'log' ? [record.line.split('\t').at(-1)] : []));
    },
  };
}

describe('a queue', () => {
  test('keeps its messages while its settings change, and those that its template sets no more have their defaults', async () => {
    const { update, send, attributes } = await givenJobs({
      queue: { VisibilityTimeout: 5, DelaySeconds: 9 },
      mapping: { Enabled: false },
    });
    await send('one');
    await update({ Shop: jobs({ queue: { VisibilityTimeout: 7 }, mapping: { Enabled: false } }) });
    expect(await attributes()).toMatchObject({
      VisibilityTimeout: '7',
      DelaySeconds: '0',
      ApproximateNumberOfMessagesDelayed: '1',
    });
  });

  test('that becomes a FIFO queue is replaced, as was announced, and what refers to it follows', async () => {
    const { update, resourceAt, cloud } = await givenJobs();
    const announced: string[] = [];
    const before = resourceAt('Shop', 'Queue');
    const { changes } = await update(
      { Shop: jobs({ queue: { FifoQueue: true } }) },
      { announce: (next) => void announced.push(...shown(next)) },
    );
    expect(announced).toEqual(['replaced Shop/Queue FifoQueue', 'replaced Shop/Mapping EventSourceArn']);
    expect(shown(changes)).toEqual(announced);
    expect(resourceAt('Shop', 'Queue').ref).toMatch(/\.fifo$/);
    expect(cloud.describe().stacks['Shop']).toMatchObject({ QueueUrl: resourceAt('Shop', 'Queue').ref });
    expect([...(await listQueues(cloud))]).not.toContain(before.ref);
  });
});

const listQueues = async (cloud: Awaited<ReturnType<typeof givenCloud>>['cloud']) =>
  (
    await cloud.services.sqs.actions['ListQueues']!(
      {},
      {
        traceId: '1-0-0',
        principal: cloud.services.iam.principalOf(undefined),
      },
    )
  ).QueueUrls as string[];

describe('a half-filled queue and a stream', () => {
  test('are read on where they were, by the new code and with the new settings', async () => {
    const { update, send, put, said } = await givenJobs();
    await send('one');
    await put('row 1');
    expect(await said()).toEqual(expect.arrayContaining(['read one', 'read row 1']));
    await update({ Shop: jobs({ mapping: { Enabled: false } }) });
    await send('two');
    await update({ Shop: jobs({ word: 'seen', mapping: { BatchSize: 1 } }) });
    await put('row 2');
    await send('three');
    expect((await said()).toSorted()).toEqual(
      ['read one', 'read row 1', 'seen row 2', 'seen three', 'seen two'].toSorted(),
    );
  });

  test('that is not read any more keeps its messages', async () => {
    const { update, send, said, attributes } = await givenJobs();
    const { Mapping: _, ...Resources } = jobs().Resources;
    expect(shown((await update({ Shop: { Resources } })).changes)).toEqual(['removed Shop/Mapping']);
    await send('one');
    expect(await said()).toEqual([]);
    expect(await attributes()).toMatchObject({ ApproximateNumberOfMessages: '1' });
  });

  test('that is read with settings which Lambda refuses is read as before', async () => {
    const { update, send, said } = await givenJobs();
    await expect(
      update({ Shop: jobs({ word: 'seen', queue: { DelaySeconds: 3 }, mapping: { BatchSize: 20_000 } }) }),
    ).rejects.toThrow('Shop/Mapping (AWS::Lambda::EventSourceMapping): Batch size 20000');
    await send('one');
    expect(await said()).toEqual(['read one']);
  });
});

const BY_AGE = {
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'age', AttributeType: 'N' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byAge',
      KeySchema: [{ AttributeName: 'age', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};

describe('a table', () => {
  test('keeps its rows, which a new index has', async () => {
    const { update, put, rows, act, resourceAt } = await givenJobs();
    await put('a', { age: { N: '7' } });
    expect(shown((await update({ Shop: jobs({ table: BY_AGE }) })).changes)).toEqual([
      'updated Shop/Table AttributeDefinitions GlobalSecondaryIndexes',
    ]);
    expect(await rows()).toEqual(['a']);
    const { Count } = await act('dynamodb', 'Query', {
      TableName: resourceAt('Shop', 'Table').ref,
      IndexName: 'byAge',
      KeyConditionExpression: 'age = :age',
      ExpressionAttributeValues: { ':age': { N: '7' } },
    });
    expect(Count).toBe(1);
  });

  test.each([
    [
      'key',
      {
        KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'other', AttributeType: 'S' }],
      },
      'KeySchema',
    ],
    [
      'type of its key',
      { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }] },
      'AttributeDefinitions',
    ],
  ])(
    'whose %s changes is replaced by an empty one, and followed by who reads its stream',
    async (_what, table, property) => {
      const { update, put, rows } = await givenJobs();
      await put('a');
      expect(shown((await update({ Shop: jobs({ table }) })).changes)).toEqual([
        `replaced Shop/Table ${property}`,
        'replaced Shop/Follower EventSourceArn',
      ]);
      expect(await rows()).toEqual([]);
    },
  );

  test('that its template names cannot be replaced under that name', async () => {
    const { update, put, rows } = await givenJobs({ table: { TableName: 'items' } });
    await put('a');
    const table = { TableName: 'items', AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }] };
    await expect(update({ Shop: jobs({ table }) })).rejects.toThrow(
      'Shop/Table (AWS::DynamoDB::Table): CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename items and update the stack again.',
    );
    expect(await rows()).toEqual(['a']);
  });

  test('that is retained stays when its template lets it go, and is taken up again with its rows', async () => {
    const retained = { ...jobs().Resources.Table, DeletionPolicy: 'Retain' };
    const { Follower: _, Table: __, ...Resources } = jobs().Resources;
    const { update, put, rows } = await givenJobs({ more: { Table: retained } });
    await put('a');
    await update({ Shop: { Resources } });
    const { changes } = await update({ Shop: jobs({ more: { Table: retained } }) });
    expect(shown(changes)).toEqual(['added Shop/Table', 'added Shop/Follower']);
    expect(await rows()).toEqual(['a']);
  });
});

describe('an update that fails in the middle', () => {
  test('is taken back, and can be taken once it is mended', async () => {
    const { update, send, said, attributes, cloud, resourceAt } = await givenJobs({
      queue: { DelaySeconds: 0 },
    });
    const before = cloud.stacks;
    const extra = { Type: 'AWS::SQS::Queue', DependsOn: ['Queue', 'Worker'], Properties: {} };
    const faulty = { Type: 'AWS::SQS::Queue', DependsOn: ['Extra'], Properties: { DelaySeconds: 100_000 } };
    const next = { word: 'seen', queue: { DelaySeconds: 0, VisibilityTimeout: 99 } };

    await expect(update({ Shop: jobs({ ...next, more: { Extra: extra, Faulty: faulty } }) })).rejects.toThrow(
      'Shop/Faulty (AWS::SQS::Queue): ',
    );
    expect(cloud.stacks).toBe(before);
    expect(await listQueues(cloud)).toHaveLength(2);
    expect(await attributes()).toMatchObject({ VisibilityTimeout: '30' });
    await send('one');
    expect(await said()).toEqual(['read one']);

    const { changes } = await update({ Shop: jobs({ ...next, more: { Extra: extra } }) });
    expect(shown(changes)).toEqual([
      'updated Shop/Queue VisibilityTimeout',
      'updated Shop/Worker Code',
      'added Shop/Extra',
    ]);
    expect(await listQueues(cloud)).toContain(resourceAt('Shop', 'Extra').ref);
  });

  test('is not begun where whoever is told of it refuses', async () => {
    const { update, cloud } = await givenJobs();
    const before = cloud.stacks;
    const refuse = () => Promise.reject(new Error('no'));
    await expect(update({ Shop: jobs({ word: 'seen' }) }, { announce: refuse })).rejects.toThrow('no');
    expect(cloud.stacks).toBe(before);
  });
});

describe('stacks', () => {
  const exporting = (DelaySeconds: number) => ({
    Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds } } },
    Outputs: { Url: { Value: { Ref: 'Queue' }, Export: { Name: 'Shop:Url' } } },
  });
  const importing = {
    Resources: {
      Policy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: { Queues: [{ 'Fn::ImportValue': 'Shop:Url' }], PolicyDocument: { Statement: [] } },
      },
    },
  };

  test('come and go, and import what others export', async () => {
    const { update, cloud } = await givenCloud({ Shop: exporting(1) });
    expect(shown((await update({ Shop: exporting(1), More: importing })).changes)).toEqual([
      'added More/Policy',
    ]);
    expect(cloud.stacks.map(({ name }) => name)).toEqual(['Shop', 'More']);
    expect(shown((await update({ Shop: exporting(2) })).changes)).toEqual([
      'updated Shop/Queue DelaySeconds',
      'removed More/Policy',
    ]);
    expect(Object.keys(cloud.describe().stacks)).toEqual(['Shop']);
  });

  test('cannot stop exporting what others import', async () => {
    const { update } = await givenCloud({ Shop: exporting(1), More: importing });
    const { Outputs: _, ...withoutExport } = exporting(1);
    await expect(update({ Shop: withoutExport, More: importing })).rejects.toThrow(
      'Fn::ImportValue names "Shop:Url"',
    );
  });

  test('cannot have a resource of another stack’s name before that one is gone', async () => {
    const named = { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } } } };
    const { update } = await givenCloud({ Shop: named });
    await expect(update({ Shop: { Resources: {} }, Other: named })).rejects.toThrow(
      'jobs already exists in stack Shop',
    );
  });
});
