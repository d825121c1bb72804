import type { FeedRecord } from '../platform/Feed.ts';
import { describeLog, type DescribedLog } from '../traces/describeLog.ts';

export type LogRecord = Extract<FeedRecord, { kind: 'log' }>;

/** A line that waits for the step that logged it: the step is printed when it ends, and its lines below it. */
export interface HeldLog extends DescribedLog {
  readonly record: LogRecord;
}

export interface HeldLogs {
  /** Returns false for a line that belongs to no step, or for which there is no room: it is printed at once. */
  hold(record: LogRecord): boolean;
  /** Takes out the lines of a step. */
  take(segmentId: string | undefined): readonly HeldLog[];
  /** Leaves the lines of a step to the request that it is part of. */
  leave(segmentId: string, requestSegmentId: string | undefined): void;
  /**
   * Takes out what has waited longer than a person would: whoever follows a slow function sees what it logs.
   * @param now by the cloud's clock, in epoch milliseconds
   */
  takeOverdue(now: number): readonly HeldLog[];
}

/** Chosen: longer than most steps take. */
const LONGEST_WAIT_MS = 1000;
/** Chosen, of all steps together. */
const MOST_HELD = 1000;

export function createHeldLogs(): HeldLogs {
  const bySegment = new Map<string, HeldLog[]>();
  let held = 0;

  const add = (segmentId: string, logs: readonly HeldLog[]) => {
    const known = bySegment.get(segmentId);
    if (known) known.push(...logs);
    else bySegment.set(segmentId, [...logs]);
    held += logs.length;
  };

  const take = (segmentId: string | undefined): readonly HeldLog[] => {
    const logs = segmentId === undefined ? undefined : bySegment.get(segmentId);
    if (!logs || segmentId === undefined) return [];
    bySegment.delete(segmentId);
    held -= logs.length;
    return logs;
  };

  return {
    take,
    hold(record) {
      const { parentId } = record;
      if (parentId === undefined || held >= MOST_HELD) return false;
      add(parentId, [{ ...describeLog(record.line), record }]);
      return true;
    },
    leave(segmentId, requestSegmentId) {
      if (requestSegmentId === undefined || !bySegment.has(segmentId)) return;
      add(requestSegmentId, take(segmentId));
    },
    takeOverdue: (now) =>
      [...bySegment].flatMap(([segmentId, [first]]) =>
        first && now - first.record.time > LONGEST_WAIT_MS ? take(segmentId) : [],
      ),
  };
}
