import { typedSet } from '../util/dynamodb.ts';
import { batchDelete, batchGet, batchPut } from './batch.ts';
import { get, put, query, remove, scan, update } from './items.ts';
import { operations } from './operations.ts';
import { transactGet, transactWrite } from './transact.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/built-in-modules-js.html#built-in-ddb-modules */
export const dynamodbModule = {
  batchDelete,
  batchGet,
  batchPut,
  get,
  operations,
  put,
  query,
  remove,
  scan,
  sync(): never {
    throw new Error('sync is not offered by the local AppSync runtime: there are no versioned data sources.');
  },
  toBinarySet: typedSet('BS'),
  toNumberSet: typedSet('NS'),
  toStringSet: typedSet('SS'),
  transactGet,
  transactWrite,
  update,
};
