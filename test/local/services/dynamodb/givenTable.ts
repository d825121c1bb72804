import { createWorld } from '../../../../local/platform/World.ts';
import type { FeedRecord } from '../../../../local/platform/Feed.ts';
import { createDynamoDb, type DynamoDbOptions } from '../../../../local/services/dynamodb/createDynamoDb.ts';
import { testCall } from '../../../support/serveActions.ts';

export const START = Date.parse('2030-01-01T00:00:00Z');

/** An empty DynamoDB in a world whose time stands still, and all that its feed says. */
export function givenDynamoDb({ seed = 1, ...options }: DynamoDbOptions & { seed?: number } = {}) {
  const world = createWorld({ frozenAt: START, seed });
  const dynamodb = createDynamoDb(world, options);
  const feed: FeedRecord[] = [];
  world.feed.subscribe((record) => feed.push(record));
  const run = (action: string, input: object, traceId = testCall.traceId) =>
    ({ ...dynamodb.actions, ...dynamodb.streamActions })[action]!(input, { ...testCall, traceId });
  return { world, dynamodb, feed, run };
}

/** The same with a table `things`, keyed by `pk`, with an index `byColor` and a stream. */
export async function givenTable(options: Parameters<typeof givenDynamoDb>[0] = {}) {
  const given = givenDynamoDb(options);
  const { TableDescription } = await given.run('CreateTable', {
    TableName: 'things',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'color', AttributeType: 'S' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byColor',
        KeySchema: [{ AttributeName: 'color', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  const streamArn: string = TableDescription.LatestStreamArn;
  return {
    ...given,
    streamArn,
    put: (pk: string, attributes: object = {}, options: object = {}) =>
      given.run('PutItem', { TableName: 'things', Item: { pk: { S: pk }, ...attributes }, ...options }),
    get: async (pk: string) =>
      (await given.run('GetItem', { TableName: 'things', Key: { pk: { S: pk } } })).Item,
    stream: () => given.dynamodb.streams.read(streamArn, 0, 1000).records,
  };
}
