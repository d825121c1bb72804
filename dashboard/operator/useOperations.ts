import { useEffect, useState } from 'react';
import { useData, useSubscription } from '../data/hooks.ts';
import {
  LiveOperationsDocument,
  type LiveOperationsSubscription,
  OperationsDocument,
} from './operations.documents.ts';

/** What is counted at one moment. */
export type Figures = NonNullable<LiveOperationsSubscription['onOperations']>;

/** Of how many minutes the page shows totals and history. */
export const MINUTES = 60;

/** Publications that charts reach back to: two minutes by the second, two hours by the minute. */
const KEPT = 120;

/** Figures are published for a quarter of an hour after somebody asked; and reading CloudWatch is paid for. */
const ASK_AGAIN_MS = { CLOUDWATCH: 600_000, MACHINE: 30_000 };

/** Totals and history of the last hour, and what arrives since. */
export function useOperations() {
  const { data, error, refetch } = useData(OperationsDocument, { minutes: MINUTES });
  const [live, setLive] = useState<readonly Figures[]>([]);
  useSubscription(LiveOperationsDocument, {}, ({ onOperations }) => {
    if (onOperations) setLive((known) => followedBy(known, onOperations));
  });
  const latest = live.at(-1);
  const every = ASK_AGAIN_MS[latest?.source ?? 'CLOUDWATCH'];
  useEffect(() => {
    const timer = setInterval(() => void refetch(), every);
    return () => clearInterval(timer);
  }, [refetch, every]);
  return { hour: data?.operations, live, latest: latest ?? data?.operations, error, refetch };
}

/** On one machine the schedule of AWS publishes, too: what is counted by the second is the finer of both. */
const FINER_FOR_MS = 10_000;

export function followedBy(known: readonly Figures[], next: Figures): readonly Figures[] {
  const last = known.at(-1);
  if (!last) return [next];
  const passed = Date.parse(next.updatedOn) - Date.parse(last.updatedOn);
  if (next.seconds > last.seconds && passed < FINER_FOR_MS) return known;
  // Figures of another kind do not belong into one chart.
  const comparable = next.source === last.source ? known : [];
  return [...comparable, next].slice(-KEPT);
}

type WorkerFigures = Figures['workers'][number];

/** What workers did in the hour until it was read, and since. */
export function workersSince(hour: Figures, live: readonly Figures[]): ReadonlyMap<string, WorkerFigures> {
  const later = live.filter(({ updatedOn }) => updatedOn > hour.updatedOn);
  const workers = new Map<string, WorkerFigures>();
  for (const worker of [hour, ...later].flatMap((figures) => figures.workers)) {
    const known = workers.get(worker.step);
    workers.set(worker.step, known ? together(known, worker) : worker);
  }
  return workers;
}

const together = (one: WorkerFigures, other: WorkerFigures): WorkerFigures => ({
  ...one,
  received: one.received + other.received,
  done: one.done + other.done,
  retried: one.retried + other.retried,
  buried: one.buried + other.buried,
  p50: slower(one.p50, other.p50),
  p99: slower(one.p99, other.p99),
});

const slower = (one: number | null, other: number | null) =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);
