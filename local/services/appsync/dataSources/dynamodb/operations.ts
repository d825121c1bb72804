import { batchDeleteItem, batchPutItem } from './batchWrite.ts';
import { batchGetItem } from './batchGetItem.ts';
import { deleteItem } from './deleteItem.ts';
import { getItem } from './getItem.ts';
import type { Operation } from './Operation.ts';
import { putItem } from './putItem.ts';
import { query } from './query.ts';
import { scan } from './scan.ts';
import { transactGetItems } from './transactGetItems.ts';
import { transactWriteItems } from './transactWriteItems.ts';
import { updateItem } from './updateItem.ts';

export const operations: Readonly<Record<string, Operation>> = {
  BatchDeleteItem: batchDeleteItem,
  BatchGetItem: batchGetItem,
  BatchPutItem: batchPutItem,
  DeleteItem: deleteItem,
  GetItem: getItem,
  PutItem: putItem,
  Query: query,
  Scan: scan,
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
  UpdateItem: updateItem,
};
