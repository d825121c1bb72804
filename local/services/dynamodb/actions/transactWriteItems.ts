import { AwsError } from '../../../platform/AwsError.ts';
import type { Call } from '../../../platform/Call.ts';
import type { Engine, Operation } from '../Engine.ts';
import { consumedCapacities, readUnits, type TableUnits, writeUnits } from '../capacity.ts';
import type { WantsCapacity } from '../dynalite/ValidatedInputs.ts';
import { validate } from '../dynalite/validate.ts';
import { constraintViolation } from '../errors.ts';
import { publishWrite } from '../feed.ts';
import { itemSize } from '../items/itemSize.ts';
import {
  allOrCancel,
  resultOrReason,
  type TransactInput,
  type TransactItem,
  type CancellationReason,
  transactItemsOf,
  checkTransactionSize,
} from '../transactions/transactionItems.ts';
import type { RequestedWrite, Target, Write } from '../writes/Write.ts';
import { commitWrites } from '../writes/commitWrites.ts';
import {
  conditionFailureItem,
  CONDITION_FAILED,
  conditionHolds,
  evaluateWrite,
} from '../writes/evaluateWrite.ts';
import { locateTarget, hasDuplicateTargets } from '../writes/locateTarget.ts';

interface TransactWriteInput extends TransactInput {
  readonly ClientRequestToken?: string;
}

/**
 * All or nothing: checks every condition against what is stored before, then does all writes at once.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const transactWriteItems: Operation<TransactWriteInput> = (engine, input, call) => {
  const targets = targetsOf(engine, requestedWrites(transactItemsOf(input)));
  let used: readonly TableUnits[] = [];
  const outcome = engine.tokens.runOnce(input.ClientRequestToken, JSON.stringify(input.TransactItems), () => {
    used = writeTransaction(engine, targets, call);
  });
  if (outcome === 'repeated') return capacityOfRepeat(input, targets);
  return consumedCapacities(input, used, 'WriteCapacityUnits');
};

function targetsOf(engine: Engine, requested: readonly RequestedWrite[]): Target[] {
  const targets = allOrCancel(
    requested.map((request) => resultOrReason(() => locateTarget(engine, request))),
  );
  if (hasDuplicateTargets(targets))
    throw new AwsError(
      'ValidationException',
      'Transaction request cannot include multiple operations on one item',
    );
  return targets;
}

/** A repeated request writes nothing; DynamoDB counts the reading of its items. */
function capacityOfRepeat(input: WantsCapacity, targets: readonly Target[]): object {
  const used = targets.map(({ table, old }) => ({
    table: table.description,
    units: { table: readUnits(old ? itemSize(old) : 0, 'transactional'), indexes: {} },
  }));
  return consumedCapacities(input, used, 'ReadCapacityUnits');
}

const names = ['ConditionCheck', 'Put', 'Update', 'Delete'] as const;

const kinds = {
  ConditionCheck: { kind: 'check', operation: 'deleteItem', needs: 'ConditionExpression' },
  Put: { kind: 'put', operation: 'putItem', needs: 'Item' },
  Update: { kind: 'update', operation: 'updateItem', needs: 'UpdateExpression' },
  Delete: { kind: 'delete', operation: 'deleteItem', needs: 'Key' },
} as const;

/** The validated writes of a transaction's members, each of which holds exactly one. */
const requestedWrites = (members: readonly TransactItem[]): RequestedWrite[] =>
  members.map((member, at) => {
    const [name, ...others] = names.filter((each) => member[each]);
    const request = name && member[name];
    if (!request || others.length > 0)
      throw new AwsError(
        'ValidationException',
        'TransactItems can only contain one of Check, Put, Update or Delete',
      );
    const { kind, operation, needs } = kinds[name];
    if (request[needs] === undefined)
      throw constraintViolation(
        'null',
        `transactItems.${at + 1}.member.${lowerFirst(name)}.${lowerFirst(needs)}`,
        'Member must not be null',
      );
    return kind === 'put'
      ? { kind, data: validate(operation, request) }
      : { kind, data: validate(operation, request) };
  });

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** Checks every target as it is stored, then writes all of them at once, or none. */
function writeTransaction(
  engine: Engine,
  targets: readonly Target[],
  { traceId }: Call,
): readonly TableUnits[] {
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

/** A cancelled transaction takes as many units as one that succeeds. */
const publishCanceled = ({ world }: Engine, target: Target, traceId: string) =>
  publishWrite(world.feed, target, {
    traceId,
    transactional: true,
    units: writeUnits([target.old], [], true),
    eventName: 'NONE',
  });
