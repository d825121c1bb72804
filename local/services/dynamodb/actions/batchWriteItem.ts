import { validationException } from '../errors.ts';
import type { Call } from '../../../platform/Call.ts';
import { invariant } from '../../../platform/errors.ts';
import type { ValidatedInputs } from '../dynalite/ValidatedInputs.ts';
import { AwsError } from '../../../platform/AwsError.ts';
import { consumedCapacities } from '../capacity.ts';
import { validate } from '../dynalite/validate.ts';
import type { Engine, Operation } from '../Engine.ts';
import { publishConflict } from '../feed.ts';
import { commitWrites } from '../writes/commitWrites.ts';
import { evaluateWrite } from '../writes/evaluateWrite.ts';
import { locateTarget, hasDuplicateTargets } from '../writes/locateTarget.ts';
import type { Target } from '../writes/Write.ts';

const MOST_WRITES = 25;

/**
 * Checks every request before it does any; then each is a write of its own.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export const batchWriteItem: Operation = (engine, input, call) => {
  const data = validate('batchWriteItem', input);
  const targets = withKeySchemaError(() => targetsOf(engine, data.RequestItems));
  if (targets.length > MOST_WRITES)
    throw validationException('Too many items requested for the BatchWriteItem call');
  if (hasDuplicateTargets(targets))
    throw validationException('Provided list of item keys contains duplicates');
  const free = targets.filter((target) => !meetsTransaction(engine, target, call));
  const used = free
    .map(evaluateWrite)
    .flatMap((write) =>
      commitWrites(engine, [write], { traceId: call.traceId, parentId: call.parentId, transactional: false }),
    );
  return { UnprocessedItems: requestsOf(targets, free), ...consumedCapacities(data, used) };
};

function meetsTransaction(engine: Engine, { data, key, table, keys }: Target, call: Call): boolean {
  if (!engine.ongoing.has(data.TableName, key)) return false;
  publishConflict(engine, { table: table.description, keys }, 'BatchWriteItem', call);
  return true;
}

/**
 * What was not written, as it was asked for. Chosen: AWS documents that each write of a batch is isolated from
 * transactions, and no error by which a batch would say that one was refused.
 */
function requestsOf(targets: readonly Target[], written: readonly Target[]): object {
  const refused = targets.filter((target) => !written.includes(target));
  if (refused.length === 0) return {};
  const byTable = Map.groupBy(refused, ({ data }) => data.TableName);
  return Object.fromEntries([...byTable].map(([name, ofTable]) => [name, ofTable.map(requestOf)]));
}

const requestOf = ({ kind, data }: Target) =>
  kind === 'put' ? { PutRequest: { Item: data.Item } } : { DeleteRequest: { Key: data.Key } };

function targetsOf(engine: Engine, requests: ValidatedInputs['batchWriteItem']['RequestItems']): Target[] {
  return Object.entries(requests).flatMap(([TableName, ofTable]) =>
    ofTable.map(({ PutRequest, DeleteRequest }) => {
      if (PutRequest) return locateTarget(engine, { kind: 'put', data: { TableName, ...PutRequest } });
      invariant(DeleteRequest, 'a batched write is a PutRequest or a DeleteRequest');
      return locateTarget(engine, { kind: 'delete', data: { TableName, ...DeleteRequest } });
    }),
  );
}

/** This action has one message for all missing or mistyped keys. */
function withKeySchemaError<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof AwsError && /Missing the key|Type mismatch for key/.test(error.message))
      throw validationException('The provided key element does not match the schema');
    throw error;
  }
}
