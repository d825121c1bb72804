import type { Operation } from '../Engine.ts';
import { batchGetItem } from './batchGetItem.ts';
import { batchWriteItem } from './batchWriteItem.ts';
import { createTable } from './createTable.ts';
import { deleteItem } from './deleteItem.ts';
import { deleteTable } from './deleteTable.ts';
import { describeContinuousBackups } from './describeContinuousBackups.ts';
import { describeTable } from './describeTable.ts';
import { describeTimeToLive } from './describeTimeToLive.ts';
import { getItem } from './getItem.ts';
import { listTables } from './listTables.ts';
import { listTagsOfResource } from './listTagsOfResource.ts';
import { putItem } from './putItem.ts';
import { query } from './query.ts';
import { scan } from './scan.ts';
import { tagResource } from './tagResource.ts';
import { transactGetItems } from './transactGetItems.ts';
import { transactWriteItems } from './transactWriteItems.ts';
import { untagResource } from './untagResource.ts';
import { updateContinuousBackups } from './updateContinuousBackups.ts';
import { updateItem } from './updateItem.ts';
import { updateTable } from './updateTable.ts';
import { updateTimeToLive } from './updateTimeToLive.ts';

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
} satisfies Record<string, Operation>;
