import { AwsError } from '../../../platform/AwsError.ts';
import type { Call } from '../../../platform/Call.ts';
import { consumedCapacities } from '../capacity/consumedCapacity.ts';
import { readUnits } from '../capacity/readUnits.ts';
import type { Units } from '../capacity/Units.ts';
import { writeUnits } from '../capacity/writeUnits.ts';
import type { Engine, Operation } from '../Engine.ts';
import { itemSize } from '../items/itemSize.ts';
import { attempt, transactionCanceled, type CancellationReason } from '../transactions/CancellationReason.ts';
import { membersOf } from '../transactions/members.ts';
import { writesOf, type RequestedWrite } from '../transactions/writesOf.ts';
import { commit } from '../writes/commit.ts';
import { askedItem, CONDITION_FAILED, conditionHolds } from '../writes/conditions.ts';
import { decide } from '../writes/decide.ts';
import { locate } from '../writes/locate.ts';
import { publishWrite } from '../writes/publishWrite.ts';
import { repeatsATarget } from '../writes/repeatsATarget.ts';
import type { Target, Write } from '../writes/Write.ts';

/**
 * All or nothing: every condition is judged on what is stored before, then all writes happen at once.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const transactWriteItems: Operation = (engine, input, call) => {
  const requested = writesOf(membersOf(input));
  const targets = targetsOf(engine, requested);
  let units: readonly Units[] = [];
  const outcome = engine.tokens.once(input.ClientRequestToken, JSON.stringify(input.TransactItems), () => {
    units = transact(engine, targets, call);
  });
  if (outcome === 'repeated') return consumedByRepetition(input, targets);
  return consumedCapacities(
    input,
    targets.map(({ table }, at) => ({ table: table.description, units: units[at]! })),
    'WriteCapacityUnits',
  );
};

/** A repeated request writes nothing; DynamoDB counts the reading of its items. */
const consumedByRepetition = (input: any, targets: readonly Target[]) =>
  consumedCapacities(
    input,
    targets.map(({ table, old }) => ({
      table: table.description,
      units: { table: readUnits(old ? itemSize(old) : 0, 'transactional'), indexes: {} },
    })),
    'ReadCapacityUnits',
  );

function targetsOf(engine: Engine, requested: readonly RequestedWrite[]): Target[] {
  const located = requested.map(({ kind, data }) => attempt(() => locate(engine, kind, data)));
  const reasons = located.map((attempted) => ('reason' in attempted ? attempted.reason : NONE));
  if (reasons.some(({ Code }) => Code !== 'None')) throw transactionCanceled(reasons);
  const targets = located.flatMap((attempted) => ('result' in attempted ? [attempted.result] : []));
  if (repeatsATarget(targets))
    throw new AwsError('ValidationException', 'Transaction request cannot include multiple operations on one item');
  return targets;
}

const NONE: CancellationReason = { Code: 'None' };

function transact(engine: Engine, targets: readonly Target[], { traceId }: Call): readonly Units[] {
  const judged = targets.map((target) => attempt(() => judge(target)));
  const reasons = judged.map((attempted) => ('reason' in attempted ? attempted.reason : (attempted.result.reason ?? NONE)));
  if (reasons.some(({ Code }) => Code !== 'None')) {
    for (const target of targets) publishRefused(engine, target, traceId);
    throw transactionCanceled(reasons);
  }
  const writes = judged.flatMap((attempted) => ('result' in attempted && attempted.result.write ? [attempted.result.write] : []));
  return commit(engine, writes, { traceId, transactional: true });
}

function judge(target: Target): { write?: Write; reason?: CancellationReason } {
  if (conditionHolds(target)) return { write: decide(target) };
  return { reason: { Code: 'ConditionalCheckFailed', Message: CONDITION_FAILED, ...askedItem(target) } };
}

/** A cancelled transaction is paid for like one that is done. */
const publishRefused = ({ world }: Engine, target: Target, traceId: string) =>
  publishWrite(world.feed, target, {
    traceId,
    transactional: true,
    units: writeUnits([target.old], [], true),
    eventName: 'NONE',
  });
