import { AwsError } from '../../platform/AwsError.ts';
import type { PipeContext } from './Pipes.ts';

/** Hands on a batch, in order. Returns the items that were not taken; throws where none was. */
export type PipeTarget = (items: readonly PipeItem[]) => Promise<PipeFailures>;

/** One record on its way through a pipe. */
export interface PipeItem {
  /** A function's `batchItemFailures` name the item by this: its `eventID` or `messageId`. */
  readonly id: string;
  /** The record as the source hands it over. */
  readonly record: object;
  /** The record as templates and paths see it: text that holds JSON is parsed. */
  readonly event: Readonly<Record<string, unknown>>;
  /** The X-Ray root of the request that led to it. */
  readonly traceId: string;
}

/** The items of a batch that the target did not take, each with its reason. */
export type PipeFailures = ReadonlyMap<PipeItem, PipeFailure>;

export interface PipeFailure {
  readonly code: string;
  readonly message: string;
}

/** Hands a batch to the target and publishes each failure. Returns the places in the batch that failed. */
export async function sendToTarget(
  { world, pipe }: PipeContext,
  target: PipeTarget,
  items: readonly PipeItem[],
): Promise<ReadonlySet<number>> {
  const failures = await target(items).catch((error: unknown) => allFailed(items, pipeFailureOf(error)));
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

/** The reason of a refusal. Rethrows every other error, which is a fault of ours. */
export function pipeFailureOf(error: unknown): PipeFailure {
  if (error instanceof AwsError) return { code: error.code, message: error.message };
  throw error;
}
