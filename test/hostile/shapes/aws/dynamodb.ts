import type { Chance } from '../../Chance.ts';
import { VICTIM } from '../../target/knowledge.ts';
import { arn, type ProperInputs } from './ProperInputs.ts';

const table = { TableName: VICTIM };
const key = { pk: { S: 'a' } };
const tableArn = arn(`dynamodb:us-east-1:000000000000:table/${VICTIM}`);
const streamArn = `${tableArn}/stream/2026-01-01T00:00:00.000`;
const update = {
  Key: key,
  UpdateExpression: 'SET #a = if_not_exists(a, :v)',
  ExpressionAttributeNames: { '#a': 'a' },
  ExpressionAttributeValues: { ':v': { N: '1' } },
  ConditionExpression: 'attribute_not_exists(b) OR (size(c) < :v AND NOT a IN (:v))',
};
const read = {
  KeyConditionExpression: 'pk = :p',
  FilterExpression: 'contains(a, :p) AND b[0].c BETWEEN :p AND :p',
  ProjectionExpression: 'a, b[1].c',
  ExpressionAttributeValues: { ':p': { S: 'a' } },
  Limit: 5,
};
const itemOf = (chance: Chance) => ({
  pk: { S: `item-${chance.int(0, 50)}` },
  a: { L: [{ M: { b: { NULL: true } } }] },
  n: { N: '1.5' },
  s: { SS: ['a', 'b'] },
  f: { B: 'AAAA' },
});

export const dynamodb: ProperInputs = {
  BatchGetItem: () => ({ RequestItems: { [VICTIM]: { Keys: [key, { pk: { S: 'b' } }] } } }),
  BatchWriteItem: (_, chance) => ({
    RequestItems: {
      [VICTIM]: [{ PutRequest: { Item: itemOf(chance) } }, { DeleteRequest: { Key: { pk: { S: 'z' } } } }],
    },
  }),
  CreateTable: () => ({
    ...table,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  }),
  DeleteItem: () => ({ ...table, Key: key, ReturnValues: 'ALL_OLD' }),
  DeleteTable: () => ({ TableName: `${VICTIM}-none` }),
  DescribeContinuousBackups: () => table,
  DescribeTable: () => table,
  DescribeTimeToLive: () => table,
  ExecuteStatement: (_, chance) => ({
    Statement: chance.often(50)
      ? `SELECT a, b[1].c FROM "${VICTIM}" WHERE pk = ? AND (contains(a, ?) OR NOT size(a) BETWEEN 1 AND 2)`
      : `UPDATE "${VICTIM}" SET a = ? REMOVE b WHERE pk = ?`,
    Parameters: [{ S: 'a' }, { S: 'b' }],
  }),
  GetItem: () => ({
    ...table,
    Key: key,
    ProjectionExpression: '#a.b[3]',
    ExpressionAttributeNames: { '#a': 'a' },
  }),
  ListTables: () => ({ Limit: 5, ExclusiveStartTableName: 'a' }),
  ListTagsOfResource: () => ({ ResourceArn: tableArn }),
  PutItem: (_, chance) => ({
    ...table,
    Item: itemOf(chance),
    ReturnValues: 'ALL_OLD',
    ReturnConsumedCapacity: 'TOTAL',
  }),
  Query: ({ description }) => ({ TableName: description.tableName, ...read }),
  Scan: ({ description }, chance) => ({
    TableName: chance.often(20) ? description.tableName : VICTIM,
    FilterExpression: read.FilterExpression,
    ExpressionAttributeValues: read.ExpressionAttributeValues,
    Limit: 5,
    Segment: 0,
    TotalSegments: 2,
  }),
  TagResource: () => ({ ResourceArn: tableArn, Tags: [{ Key: 'a', Value: 'b' }] }),
  TransactGetItems: () => ({
    TransactItems: [{ Get: { ...table, Key: key } }, { Get: { ...table, Key: { pk: { S: 'b' } } } }],
  }),
  TransactWriteItems: (_, chance) => ({
    ClientRequestToken: `t${chance.int(0, 99)}`,
    TransactItems: [
      { Put: { ...table, Item: itemOf(chance) } },
      { Update: { ...table, ...update } },
      { ConditionCheck: { ...table, Key: { pk: { S: 'y' } }, ConditionExpression: 'attribute_exists(pk)' } },
    ],
  }),
  UntagResource: () => ({ ResourceArn: tableArn, TagKeys: ['a'] }),
  UpdateContinuousBackups: () => ({
    ...table,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  }),
  UpdateItem: () => ({ ...table, ...update, ReturnValues: 'ALL_NEW' }),
  UpdateTable: () => ({ ...table, BillingMode: 'PAY_PER_REQUEST' }),
  UpdateTimeToLive: () => ({ ...table, TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true } }),
};

export const streams: ProperInputs = {
  DescribeStream: () => ({ StreamArn: streamArn, Limit: 5 }),
  GetRecords: () => ({ ShardIterator: 'a|b|c', Limit: 5 }),
  GetShardIterator: () => ({
    StreamArn: streamArn,
    ShardId: 'shardId-0',
    ShardIteratorType: 'AT_SEQUENCE_NUMBER',
    SequenceNumber: '1',
  }),
  ListStreams: () => ({ ...table, Limit: 5 }),
};
