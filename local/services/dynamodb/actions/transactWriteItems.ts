import { AwsError } from '../../../platform/AwsError.ts';
import type { Call } from '../../../platform/Call.ts';
import type { Engine, Operation } from '../Engine.ts';
import { consumedCapacities, readUnits, type TableUnits, writeUnits } from '../capacity.ts';
import type { WantsCapacity } from '../dynalite/ValidatedInputs.ts';
import { validate } from '../dynalite/validate.ts';
import { constraintViolation } from '../errors.ts';
import { publishConflict, publishWrite } from '../feed.ts';
import { itemSize } from '../items/itemSize.ts';
import {
  allOrCancel,
  resultOrReason,
  type TransactInput,
  type TransactItem,
  type CancellationReason,
  transactItemsOf,
  checkTransactionSize,
  conflictReason,
} from '../transactions/transactionItems.ts';
import { TABLES } from '../tables/Table.ts';
import type { RequestedWrite, Target, Write } from '../writes/Write.ts';
import { commitWrites } from '../writes/commitWrites.ts';
import {
  conditionFailureItem,
  CONDITION_FAILED,
  conditionHolds,
  evaluateWrite,
} from '../writes/evaluateWrite.ts';
import { locateTarget, hasDuplicateTargets, nameOfTarget } from '../writes/locateTarget.ts';

interface TransactWriteInput extends TransactInput {
  readonly ClientRequestToken?: string;
}

/**
 * All or nothing: checks every condition against what is stored before, then does all writes at once.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const transactWriteItems: Operation<TransactWriteInput> = async (engine, input, call) => {
  const requested = requestedWrites(transactItemsOf(input));
  const targets = targetsOf(engine, requested);
  let used: readonly TableUnits[] = [];
  const request = JSON.stringify(input.TransactItems);
  const outcome = await engine.tokens.runOnce(input.ClientRequestToken, request, () => {
    const written = writeTransaction(engine, requested, targets, call);
    const keepUnits = (units: readonly TableUnits[]) => void (used = units);
    return written instanceof Promise ? written.then(keepUnits) : keepUnits(written);
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

/**
 * Checks every target as it is stored, and that no other transaction has one of them, then writes all of them at once,
 * or none. While it goes on, nobody else writes them; what was checked still holds in the end.
 */
function writeTransaction(
  engine: Engine,
  requested: readonly RequestedWrite[],
  targets: readonly Target[],
  call: Call,
): readonly TableUnits[] | Promise<readonly TableUnits[]> {
  const writes = evaluateTargets(engine, targets, call, ({ data, key }) =>
    engine.ongoing.conflictsWith(data.TableName, key),
  );
  const commit = { traceId: call.traceId, parentId: call.parentId, transactional: true };
  return engine.ongoing.keep(targets.map(nameOfTarget), (lost) => {
    const isSame = targets.every(({ table, data }) => engine.store.get(TABLES, data.TableName) === table);
    if (isSame && lost.size === 0) return commitWrites(engine, writes, commit);
    const current = isSame ? targets : targetsOf(engine, requested);
    const inTheEnd = evaluateTargets(engine, current, call, (target) => lost.has(nameOfTarget(target)));
    return commitWrites(engine, inTheEnd, commit);
  });
}

/** The writes of all targets. Throws where a condition is not met or a target meets a conflict. */
function evaluateTargets(
  engine: Engine,
  targets: readonly Target[],
  call: Call,
  isInConflict: (target: Target) => boolean,
): readonly Write[] {
  const judged = targets.map((target) => {
    if (!isInConflict(target)) return resultOrReason(() => evaluateTarget(engine, target));
    publishConflict(engine, { ...target, table: target.table.description }, 'TransactWriteItems', call);
    return conflictReason;
  });
  const writes = allOrCancel(judged, () => {
    for (const target of targets) publishCanceled(engine, target, call);
  });
  checkTransactionSize(writes.map(({ keys, old, next }) => itemSize(next ?? old ?? keys)));
  return writes;
}

function evaluateTarget({ metrics }: Engine, target: Target): Write | CancellationReason {
  if (conditionHolds(target)) return evaluateWrite(target);
  // Chosen: the documentation names only the writes of one item.
  metrics.conditionFailed(target.data.TableName);
  return { Code: 'ConditionalCheckFailed', Message: CONDITION_FAILED, ...conditionFailureItem(target) };
}

/** A cancelled transaction takes as many units as one that succeeds. */
const publishCanceled = (engine: Engine, target: Target, { traceId, parentId }: Call) =>
  publishWrite(engine, target, {
    traceId,
    parentId,
    transactional: true,
    units: writeUnits([target.old], [], true),
    eventName: 'NONE',
  });
