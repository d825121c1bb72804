import { faultOf } from './faultOf.ts';
import type { PipeContext } from './PipeContext.ts';
import type { Failures, PipeItem } from './PipeItem.ts';
import type { PipeTarget } from './PipeTarget.ts';

/** Hands a batch to the target and tells the feed what it did not take. */
export async function send(
  { world, pipe }: PipeContext,
  target: PipeTarget,
  items: readonly PipeItem[],
): Promise<Failures> {
  const failures = await target(items).catch((error): Failures => {
    const fault = faultOf(error);
    return new Map(items.map((item) => [item, fault]));
  });
  for (const [item, { code, message }] of failures) {
    world.feed.publish({
      kind: 'failure',
      traceId: item.traceId,
      source: `pipe ${pipe.name}`,
      code,
      message: `${item.id}: ${message}`,
    });
  }
  return failures;
}
