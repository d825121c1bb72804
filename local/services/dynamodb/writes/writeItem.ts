import type { Call } from '../../../platform/Call.ts';
import { validate } from '../dynalite/validate.ts';
import type { Engine } from '../Engine.ts';
import { commit } from './commit.ts';
import { conditionFailed, conditionHolds } from './conditions.ts';
import { decide } from './decide.ts';
import { locate } from './locate.ts';
import { publishWrite } from './publishWrite.ts';
import { returnedAttributes } from './returnedAttributes.ts';
import type { Target, WriteKind } from './Write.ts';
import { consumedCapacity } from '../capacity/consumedCapacity.ts';
import { writeUnits } from '../capacity/writeUnits.ts';

const operations = { put: 'putItem', update: 'updateItem', delete: 'deleteItem' } as const;

/** PutItem, UpdateItem and DeleteItem: one write under its condition. */
export function writeItem(
  engine: Engine,
  kind: Exclude<WriteKind, 'check'>,
  input: object,
  call: Call,
): object {
  const data = validate(operations[kind], input);
  const target = locate(engine, kind, data);
  if (!conditionHolds(target)) return refuseWrite(engine, target, call);
  const write = decide(target);
  const [units] = commit(engine, [write], { traceId: call.traceId, transactional: false });
  return {
    ...returnedAttributes(write),
    ...consumedCapacity(data, { table: write.table.description, units: units! }),
  };
}

/** A write whose condition fails is paid for like one that is done. */
function refuseWrite({ world }: Engine, target: Target, { traceId }: Call): never {
  const units = writeUnits([target.old], [], false);
  publishWrite(world.feed, target, { traceId, transactional: false, units, eventName: 'NONE' });
  throw conditionFailed(target);
}
