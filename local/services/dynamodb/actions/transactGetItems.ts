import type { Call } from '../../../platform/Call.ts';
import { validationException } from '../errors.ts';
import { sumByTable, consumedCapacities, readUnits, type TableUnits } from '../capacity.ts';
import type { ReadInput } from '../dynalite/ValidatedInputs.ts';
import { validate } from '../dynalite/validate.ts';
import type { Engine, Operation } from '../Engine.ts';
import { publishConflict, publishRead } from '../feed.ts';
import { readItem, type ItemRead } from '../reads/readItem.ts';
import {
  allOrCancel,
  resultOrReason,
  type TransactInput,
  type TransactItem,
  transactItemsOf,
  checkTransactionSize,
  type CancellationReason,
  conflictReason,
} from '../transactions/transactionItems.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
export const transactGetItems: Operation<TransactInput> = (engine, input, call) => {
  const reads = readAll(engine, transactItemsOf(input), call);
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

function readAll(engine: Engine, members: readonly TransactItem[], call: Call): ItemRead[] {
  const requests = members.map(({ Get }) => {
    if (!Get) throw validationException('TransactItems can only contain Get');
    return validate('getItem', Get);
  });
  const reads = allOrCancel(
    requests.map((request) => resultOrReason(() => readCommitted(engine, request, call))),
  );
  if (new Set(reads.map(({ table, key }) => `${table.TableName}/${key}`)).size < reads.length)
    throw validationException('Transaction request cannot include multiple operations on one item');
  checkTransactionSize(reads.map(({ bytes }) => bytes));
  return reads;
}

/** Other reads return what was committed last; one of a transaction is refused while the item is being written. */
function readCommitted(engine: Engine, request: ReadInput, call: Call): ItemRead | CancellationReason {
  const read = readItem(engine, request);
  if (!engine.ongoing.has(request.TableName, read.key)) return read;
  publishConflict(engine, { table: read.table, keys: request.Key }, 'TransactGetItems', call);
  return conflictReason;
}
