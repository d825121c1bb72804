import type { Call } from '../../../platform/Call.ts';
import type { Units } from '../capacity/Units.ts';
import { writeUnits } from '../capacity/writeUnits.ts';
import type { Engine } from '../Engine.ts';
import { itemSize } from '../items/itemSize.ts';
import { commit } from '../writes/commit.ts';
import { askedItem, CONDITION_FAILED, conditionHolds } from '../writes/conditions.ts';
import { decide } from '../writes/decide.ts';
import { publishWrite } from '../writes/publishWrite.ts';
import type { Target, Write } from '../writes/Write.ts';
import { allOrCancel, attempt, type CancellationReason } from './CancellationReason.ts';
import { refuseLarge } from './refuseLarge.ts';

/** Judges every target as it is stored, then writes all of them at once, or none. */
export function transact(engine: Engine, targets: readonly Target[], { traceId }: Call): readonly Units[] {
  const judged = targets.map((target) => attempt(() => judge(target)));
  const writes = allOrCancel(judged, () => {
    for (const target of targets) publishRefused(engine, target, traceId);
  });
  refuseLarge(writes.map(({ keys, old, next }) => itemSize(next ?? old ?? keys)));
  return commit(engine, writes, { traceId, transactional: true });
}

function judge(target: Target): Write | CancellationReason {
  if (conditionHolds(target)) return decide(target);
  return { Code: 'ConditionalCheckFailed', Message: CONDITION_FAILED, ...askedItem(target) };
}

/** A cancelled transaction is paid for like one that is done. */
const publishRefused = ({ world }: Engine, target: Target, traceId: string) =>
  publishWrite(world.feed, target, {
    traceId,
    transactional: true,
    units: writeUnits([target.old], [], true),
    eventName: 'NONE',
  });
