import { projectPaths } from '../expressions/projectPaths.ts';
import type { AttributeMap } from '../items/AttributeValue.ts';
import type { Call } from '../../../platform/Call.ts';
import { AwsError } from '../../../platform/AwsError.ts';
import { invariant } from '../../../platform/errors.ts';
import type { Engine, Operation } from '../Engine.ts';
import { consistencyOf, consumedCapacity, readUnits, writeUnits } from '../capacity.ts';
import { validate } from '../dynalite/validate.ts';
import { publishConflict, publishRead, publishWrite } from '../feed.ts';
import { readItem } from '../reads/readItem.ts';
import { CONFLICT } from '../transactions/transactionItems.ts';
import type { RequestedWrite, Target, Write } from '../writes/Write.ts';
import { commitWrites } from '../writes/commitWrites.ts';
import { conditionFailed, conditionHolds, evaluateWrite } from '../writes/evaluateWrite.ts';
import { locateTarget } from '../writes/locateTarget.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html */
export const getItem: Operation = (engine, input, call) => {
  const data = validate('getItem', input);
  const { table, item, bytes } = readItem(engine, data);
  const units = readUnits(bytes, consistencyOf(data));
  publishRead(engine, { operation: 'GetItem', table, items: item ? 1 : 0, units }, call);
  return {
    ...(item && { Item: item }),
    ...consumedCapacity(data, { table, units: { table: units, indexes: {} } }),
  };
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html */
export const putItem: Operation = (engine, input, call) =>
  writeItem(engine, { kind: 'put', data: validate('putItem', input) }, call);

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html */
export const updateItem: Operation = (engine, input, call) =>
  writeItem(engine, { kind: 'update', data: validate('updateItem', input) }, call);

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html */
export const deleteItem: Operation = (engine, input, call) =>
  writeItem(engine, { kind: 'delete', data: validate('deleteItem', input) }, call);

/** PutItem, UpdateItem and DeleteItem: one write under its condition. */
function writeItem(engine: Engine, request: RequestedWrite, call: Call): object {
  const { data } = request;
  const target = locateTarget(engine, request);
  if (engine.ongoing.has(data.TableName, target.key)) throwConflict(engine, target, call);
  if (!conditionHolds(target)) return throwConditionFailed(engine, target, call);
  const write = evaluateWrite(target);
  const [used] = commitWrites(engine, [write], {
    traceId: call.traceId,
    parentId: call.parentId,
    transactional: false,
  });
  invariant(used, 'a write takes units');
  return { ...returnedAttributes(write), ...consumedCapacity(data, used) };
}

const operations = { put: 'PutItem', update: 'UpdateItem', delete: 'DeleteItem', check: 'ConditionCheck' };

/**
 * SDKs do not send it again, unlike a throttled write.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
function throwConflict(engine: Engine, { kind, table, keys }: Target, call: Call): never {
  publishConflict(engine, { table: table.description, keys }, operations[kind], call);
  throw new AwsError('TransactionConflictException', CONFLICT);
}

/** A write whose condition fails takes as many units as one that succeeds. */
function throwConditionFailed(engine: Engine, target: Target, { traceId, parentId }: Call): never {
  const units = writeUnits([target.old], [], false);
  engine.metrics.conditionFailed(target.data.TableName);
  publishWrite(engine, target, { traceId, parentId, transactional: false, units, eventName: 'NONE' });
  throw conditionFailed(target);
}

/** `{Attributes}` as `ReturnValues` asks for them; nothing where there are none. */
function returnedAttributes({ data, old, next }: Write): { Attributes?: AttributeMap } {
  const paths = data._updates?.paths ?? Object.keys(data.AttributeUpdates ?? {});
  const chosen: Record<string, () => AttributeMap | undefined> = {
    ALL_OLD: () => old,
    ALL_NEW: () => next,
    UPDATED_OLD: () => old && projectPaths(paths, old),
    UPDATED_NEW: () => next && projectPaths(paths, next),
  };
  const attributes = chosen[data.ReturnValues ?? 'NONE']?.();
  return attributes && Object.keys(attributes).length > 0 ? { Attributes: attributes } : {};
}
