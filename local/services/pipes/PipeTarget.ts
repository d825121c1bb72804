import { AwsError } from '../../platform/AwsError.ts';
import type { PipeContext } from './Pipes.ts';

/** Sends a batch, in order. Returns the items that failed; throws where all did. */
export type PipeTarget = (items: readonly PipeItem[]) => Promise<PipeFailures>;

/** One record on its way through a pipe. */
export interface PipeItem {
  /** A function's `batchItemFailures` name the item by this: its `eventID` or `messageId`. */
  readonly id: string;
  /** The record as the source delivers it. */
  readonly record: object;
  /** The record as templates and paths see it: text that holds JSON is parsed. */
  readonly event: Readonly<Record<string, unknown>>;
  /** The X-Ray root of the request that led to it. */
  readonly traceId: string;
}

/** The items of a batch that the target refused, each with the reason. */
export type PipeFailures = ReadonlyMap<PipeItem, PipeFailure>;

export interface PipeFailure {
  readonly code: string;
  readonly message: string;
}

/** Sends a batch to the target and publishes each failure. Returns the places of the items that failed. */
export async function sendToTarget(
  { world, pipe, metrics }: PipeContext,
  target: PipeTarget,
  items: readonly PipeItem[],
): Promise<ReadonlySet<number>> {
  const startedAt = world.clock.now();
  const failures = await target(items).catch((error: unknown) => allFailed(items, pipeFailureOf(error)));
  const durationMs = world.clock.now() - startedAt;
  metrics({ events: items.length, failed: failures.size, durationMs });
  for (const [item, { code, message }] of failures) {
    world.feed.publish({
      kind: 'failure',
      traceId: item.traceId,
      source: `pipe ${pipe.name}`,
      code,
      message: `${item.id}: ${message}`,
    });
  }
  return new Set(items.flatMap((item, at) => (failures.has(item) ? [at] : [])));
}

export const allFailed = (items: readonly PipeItem[], failure: PipeFailure): PipeFailures =>
  new Map(items.map((item) => [item, failure]));

/** Why a target refused. Rethrows every other error, which is a fault of ours. */
export function pipeFailureOf(error: unknown): PipeFailure {
  if (error instanceof AwsError) return { code: error.code, message: error.message };
  throw error;
}
