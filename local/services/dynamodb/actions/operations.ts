import type { Operation } from '../Engine.ts';
import { batchGetItem } from './batchGetItem.ts';
import { batchWriteItem } from './batchWriteItem.ts';
import { describeContinuousBackups, updateContinuousBackups } from './continuousBackups.ts';
import { executeStatement } from './executeStatement.ts';
import { query, scan } from './queryAndScan.ts';
import { getRecords, getShardIterator } from './shardIterators.ts';
import { deleteItem, getItem, putItem, updateItem } from './singleItems.ts';
import { describeStream, listStreams } from './streams.ts';
import { createTable, deleteTable, describeTable, listTables } from './tables.ts';
import { listTagsOfResource, tagResource, untagResource } from './tags.ts';
import { describeTimeToLive, updateTimeToLive } from './timeToLive.ts';
import { transactGetItems } from './transactGetItems.ts';
import { transactWriteItems } from './transactWriteItems.ts';
import { updateTable } from './updateTable.ts';

/** `DynamoDB_20120810.*`, by AWS's names. */
export const operations = {
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  CreateTable: createTable,
  DeleteItem: deleteItem,
  DeleteTable: deleteTable,
  DescribeContinuousBackups: describeContinuousBackups,
  DescribeTable: describeTable,
  DescribeTimeToLive: describeTimeToLive,
  ExecuteStatement: executeStatement,
  GetItem: getItem,
  ListTables: listTables,
  ListTagsOfResource: listTagsOfResource,
  PutItem: putItem,
  Query: query,
  Scan: scan,
  TagResource: tagResource,
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
  UntagResource: untagResource,
  UpdateContinuousBackups: updateContinuousBackups,
  UpdateItem: updateItem,
  UpdateTable: updateTable,
  UpdateTimeToLive: updateTimeToLive,
} satisfies Record<string, Operation<never>>;

/** `DynamoDBStreams_20120810.*`, by AWS's names. */
export const streamOperations = {
  DescribeStream: describeStream,
  GetRecords: getRecords,
  GetShardIterator: getShardIterator,
  ListStreams: listStreams,
} satisfies Record<string, Operation<never>>;
