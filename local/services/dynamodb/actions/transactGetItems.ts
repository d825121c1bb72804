import { AwsError } from '../../../platform/AwsError.ts';
import { byTable, type TableUnits } from '../capacity/byTable.ts';
import { consumedCapacities } from '../capacity/consumedCapacity.ts';
import { readUnits } from '../capacity/readUnits.ts';
import { validate } from '../dynalite/validate.ts';
import type { Engine, Operation } from '../Engine.ts';
import { publishRead } from '../reads/publishRead.ts';
import { readItem, type ItemRead } from '../reads/readItem.ts';
import { attempt, transactionCanceled } from '../transactions/CancellationReason.ts';
import { membersOf } from '../transactions/members.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
export const transactGetItems: Operation = (engine, input, call) => {
  const requests = membersOf(input).map(({ Get }) => {
    if (!Get) throw new AwsError('ValidationException', 'TransactItems can only contain Get');
    return validate('getItem', Get);
  });
  const reads = readAll(engine, requests);
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

function readAll(engine: Engine, requests: readonly object[]): ItemRead[] {
  const attempted = requests.map((request) => attempt(() => readItem(engine, request)));
  const reasons = attempted.map((one) => ('reason' in one ? one.reason : ({ Code: 'None' } as const)));
  if (reasons.some(({ Code }) => Code !== 'None')) throw transactionCanceled(reasons);
  return attempted.flatMap((one) => ('result' in one ? [one.result] : []));
}
