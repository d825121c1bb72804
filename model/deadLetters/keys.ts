/**
 * Keys of what is remembered of dead letters. Runs are in one partition a month, so that the latest are found without
 * an index. The id of a run begins with its time, so it names its month: `20270120T101500-3f9a1c`.
 */
export const runMonth = (runId: string) => `${runId.slice(0, 4)}-${runId.slice(4, 6)}`;

export const runsPartition = (month: string) => `LETTER_RUNS#${month}`;

export const runPrefix = 'RUN#';

export const runKey = (runId: string) => ({ pk: runsPartition(runMonth(runId)), sk: `${runPrefix}${runId}` });

/** The partition of what a run did to each letter, and of the letters as they were before it. */
export const runDetailsPartition = (runId: string) => `LETTER_RUN#${runId}`;

export const outcomesPrefix = 'OUTCOMES#';
export const originalPrefix = 'ORIGINAL#';
export const planPrefix = 'PLAN#';

/** The lock of a queue: one run at a time brings its letters back. */
export const queueLockKey = (queueName: string) => ({ pk: `LETTER_LOCK#${queueName}`, sk: 'LOCK' });
