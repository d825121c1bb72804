import { AwsError } from '../../../platform/AwsError.ts';
import type { Call } from '../../../platform/Call.ts';
import type { Engine, Operation } from '../Engine.ts';
import { consumedCapacities, readUnits, type Units, writeUnits } from '../capacity.ts';
import { validate } from '../dynalite/validate.ts';
import { constraintViolation } from '../errors.ts';
import { publishWrite } from '../feed.ts';
import { itemSize } from '../items/itemSize.ts';
import {
  allOrCancel,
  resultOrReason,
  type CancellationReason,
  transactItemsOf,
  checkTransactionSize,
} from '../transactions/transactionItems.ts';
import type { Target, Write, WriteKind } from '../writes/Write.ts';
import { commitWrites } from '../writes/commitWrites.ts';
import {
  conditionFailureItem,
  CONDITION_FAILED,
  conditionHolds,
  evaluateWrite,
} from '../writes/evaluateWrite.ts';
import { locateTarget, hasDuplicateTargets } from '../writes/locateTarget.ts';

/**
 * All or nothing: every condition is judged on what is stored before, then all writes happen at once.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const transactWriteItems: Operation = (engine, input, call) => {
  const targets = targetsOf(engine, requestedWrites(transactItemsOf(input)));
  let units: readonly Units[] = [];
  const outcome = engine.tokens.runOnce(input.ClientRequestToken, JSON.stringify(input.TransactItems), () => {
    units = writeTransaction(engine, targets, call);
  });
  if (outcome === 'repeated') return capacityOfRepeat(input, targets);
  const used = targets.map(({ table }, at) => ({ table: table.description, units: units[at]! }));
  return consumedCapacities(input, used, 'WriteCapacityUnits');
};

function targetsOf(engine: Engine, requested: readonly RequestedWrite[]): Target[] {
  const targets = allOrCancel(
    requested.map(({ kind, data }) => resultOrReason(() => locateTarget(engine, kind, data))),
  );
  if (hasDuplicateTargets(targets))
    throw new AwsError(
      'ValidationException',
      'Transaction request cannot include multiple operations on one item',
    );
  return targets;
}

/** A repeated request writes nothing; DynamoDB counts the reading of its items. */
function capacityOfRepeat(input: any, targets: readonly Target[]): object {
  const used = targets.map(({ table, old }) => ({
    table: table.description,
    units: { table: readUnits(old ? itemSize(old) : 0, 'transactional'), indexes: {} },
  }));
  return consumedCapacities(input, used, 'ReadCapacityUnits');
}

const kinds = {
  ConditionCheck: { kind: 'check', operation: 'deleteItem', needs: 'ConditionExpression' },
  Put: { kind: 'put', operation: 'putItem', needs: 'Item' },
  Update: { kind: 'update', operation: 'updateItem', needs: 'UpdateExpression' },
  Delete: { kind: 'delete', operation: 'deleteItem', needs: 'Key' },
} as const;

interface RequestedWrite {
  readonly kind: WriteKind;
  readonly data: any;
}

/** The validated writes of a transaction's members, each of which holds exactly one. */
const requestedWrites = (members: readonly Record<string, any>[]): RequestedWrite[] =>
  members.map((member, at) => {
    const [name, ...others] = Object.keys(kinds).filter((kind) => member[kind]) as (keyof typeof kinds)[];
    if (!name || others.length > 0)
      throw new AwsError(
        'ValidationException',
        'TransactItems can only contain one of Check, Put, Update or Delete',
      );
    const { kind, operation, needs } = kinds[name];
    if (member[name][needs] === undefined)
      throw constraintViolation(
        'null',
        `transactItems.${at + 1}.member.${lowerFirst(name)}.${lowerFirst(needs)}`,
        'Member must not be null',
      );
    return { kind, data: validate(operation, member[name]) };
  });

const lowerFirst = (text: string) => text[0]!.toLowerCase() + text.slice(1);

/** Judges every target as it is stored, then writes all of them at once, or none. */
function writeTransaction(engine: Engine, targets: readonly Target[], { traceId }: Call): readonly Units[] {
  const judged = targets.map((target) => resultOrReason(() => evaluateTarget(target)));
  const writes = allOrCancel(judged, () => {
    for (const target of targets) publishCanceled(engine, target, traceId);
  });
  checkTransactionSize(writes.map(({ keys, old, next }) => itemSize(next ?? old ?? keys)));
  return commitWrites(engine, writes, { traceId, transactional: true });
}

function evaluateTarget(target: Target): Write | CancellationReason {
  if (conditionHolds(target)) return evaluateWrite(target);
  return { Code: 'ConditionalCheckFailed', Message: CONDITION_FAILED, ...conditionFailureItem(target) };
}

/** A cancelled transaction is paid for like one that is done. */
const publishCanceled = ({ world }: Engine, target: Target, traceId: string) =>
  publishWrite(world.feed, target, {
    traceId,
    transactional: true,
    units: writeUnits([target.old], [], true),
    eventName: 'NONE',
  });
