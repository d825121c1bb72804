import { AwsError } from '../../../platform/AwsError.ts';
import { consumedCapacities } from '../capacity/consumedCapacity.ts';
import { readUnits } from '../capacity/readUnits.ts';
import type { Units } from '../capacity/Units.ts';
import type { Engine, Operation } from '../Engine.ts';
import { itemSize } from '../items/itemSize.ts';
import { allOrCancel, attempt } from '../transactions/CancellationReason.ts';
import { membersOf } from '../transactions/membersOf.ts';
import { transact } from '../transactions/transact.ts';
import { writesOf, type RequestedWrite } from '../transactions/writesOf.ts';
import { locate } from '../writes/locate.ts';
import { repeatsATarget } from '../writes/repeatsATarget.ts';
import type { Target } from '../writes/Write.ts';

/**
 * All or nothing: every condition is judged on what is stored before, then all writes happen at once.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const transactWriteItems: Operation = (engine, input, call) => {
  const targets = targetsOf(engine, writesOf(membersOf(input)));
  let units: readonly Units[] = [];
  const outcome = engine.tokens.once(input.ClientRequestToken, JSON.stringify(input.TransactItems), () => {
    units = transact(engine, targets, call);
  });
  if (outcome === 'repeated') return consumedByRepetition(input, targets);
  const used = targets.map(({ table }, at) => ({ table: table.description, units: units[at]! }));
  return consumedCapacities(input, used, 'WriteCapacityUnits');
};

function targetsOf(engine: Engine, requested: readonly RequestedWrite[]): Target[] {
  const targets = allOrCancel(requested.map(({ kind, data }) => attempt(() => locate(engine, kind, data))));
  if (repeatsATarget(targets))
    throw new AwsError(
      'ValidationException',
      'Transaction request cannot include multiple operations on one item',
    );
  return targets;
}

/** A repeated request writes nothing; DynamoDB counts the reading of its items. */
function consumedByRepetition(input: any, targets: readonly Target[]): object {
  const used = targets.map(({ table, old }) => ({
    table: table.description,
    units: { table: readUnits(old ? itemSize(old) : 0, 'transactional'), indexes: {} },
  }));
  return consumedCapacities(input, used, 'ReadCapacityUnits');
}
