import { newTraceId } from '../../../platform/traceIds.ts';
import type { ActionContext } from '../actions/EventsAction.ts';
import type { Archive, Replay } from '../state/Archive.ts';
import { keptEvents } from './keptEvents.ts';

/** Puts the archived events of a time span on the bus again, in the order they once came, each as a request of its own. */
export function runReplay(
  { world, state, router, call }: ActionContext,
  archive: Archive,
  replay: Replay,
): void {
  const { clock, random } = world;
  replay.state = 'RUNNING';
  const bus = state.bus(replay.destination.Arn);
  const filters = replay.destination.FilterArns;
  for (const { event, ingestedAt } of keptEvents(archive, clock.now())) {
    if (ingestedAt < replay.from || ingestedAt >= replay.to) continue;
    const { detail, ...envelope } = event;
    const replayed = { ...envelope, 'replay-name': replay.name, detail };
    const only = filters && filters.length > 0 ? new Set(filters) : undefined;
    router.publish(bus, replayed, { ...call, traceId: newTraceId(clock.now(), random) }, only);
    replay.lastReplayed = ingestedAt;
  }
  replay.state = 'COMPLETED';
  replay.endedAt = clock.now();
}
