import { AwsError } from '../../../platform/AwsError.ts';
import { byTable, type TableUnits } from '../capacity/byTable.ts';
import { consumedCapacities } from '../capacity/consumedCapacity.ts';
import { readUnits } from '../capacity/readUnits.ts';
import { validate } from '../dynalite/validate.ts';
import type { Engine, Operation } from '../Engine.ts';
import { publishRead } from '../reads/publishRead.ts';
import { readItem, type ItemRead } from '../reads/readItem.ts';
import { allOrCancel, attempt } from '../transactions/CancellationReason.ts';
import { membersOf } from '../transactions/membersOf.ts';
import { refuseLarge } from '../transactions/refuseLarge.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
export const transactGetItems: Operation = (engine, input, call) => {
  const reads = readAll(engine, membersOf(input));
  const used: TableUnits[] = reads.map(({ table, bytes }) => ({
    table,
    units: { table: readUnits(bytes, 'transactional'), indexes: {} },
  }));
  for (const { table, units } of byTable(used)) {
    const items = reads.filter((read) => read.table === table && read.item).length;
    publishRead(engine, { operation: 'TransactGetItems', table, items, units: units.table }, call);
  }
  return {
    Responses: reads.map(({ item }) => (item ? { Item: item } : {})),
    ...consumedCapacities(input, used, 'ReadCapacityUnits'),
  };
};

function readAll(engine: Engine, members: readonly Record<string, any>[]): ItemRead[] {
  const requests = members.map(({ Get }) => {
    if (!Get) throw invalid('TransactItems can only contain Get');
    return validate('getItem', Get);
  });
  const reads = allOrCancel(requests.map((request) => attempt(() => readItem(engine, request))));
  if (new Set(reads.map(({ table, key }) => `${table.TableName}/${key}`)).size < reads.length)
    throw invalid('Transaction request cannot include multiple operations on one item');
  refuseLarge(reads.map(({ bytes }) => bytes));
  return reads;
}

const invalid = (message: string) => new AwsError('ValidationException', message);
