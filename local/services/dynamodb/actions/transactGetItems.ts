import { validationException } from '../errors.ts';
import { sumByTable, consumedCapacities, readUnits, type TableUnits } from '../capacity.ts';
import { validate } from '../dynalite/validate.ts';
import type { Engine, Operation } from '../Engine.ts';
import { publishRead } from '../feed.ts';
import { readItem, type ItemRead } from '../reads/readItem.ts';
import {
  allOrCancel,
  resultOrReason,
  type TransactInput,
  type TransactItem,
  transactItemsOf,
  checkTransactionSize,
} from '../transactions/transactionItems.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
export const transactGetItems: Operation<TransactInput> = (engine, input, call) => {
  const reads = readAll(engine, transactItemsOf(input));
  const used: TableUnits[] = reads.map(({ table, bytes }) => ({
    table,
    units: { table: readUnits(bytes, 'transactional'), indexes: {} },
  }));
  for (const { table, units } of sumByTable(used)) {
    const items = reads.filter((read) => read.table === table && read.item).length;
    publishRead(engine, { operation: 'TransactGetItems', table, items, units: units.table }, call);
  }
  return {
    Responses: reads.map(({ item }) => (item ? { Item: item } : {})),
    ...consumedCapacities(input, used, 'ReadCapacityUnits'),
  };
};

function readAll(engine: Engine, members: readonly TransactItem[]): ItemRead[] {
  const requests = members.map(({ Get }) => {
    if (!Get) throw validationException('TransactItems can only contain Get');
    return validate('getItem', Get);
  });
  const reads = allOrCancel(requests.map((request) => resultOrReason(() => readItem(engine, request))));
  if (new Set(reads.map(({ table, key }) => `${table.TableName}/${key}`)).size < reads.length)
    throw validationException('Transaction request cannot include multiple operations on one item');
  checkTransactionSize(reads.map(({ bytes }) => bytes));
  return reads;
}
