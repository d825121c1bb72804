import { traceIdOf } from '../../../platform/traceIds.ts';
import type { ActionContext } from '../actions/EventsAction.ts';
import { eventTime } from '../EventEnvelope.ts';
import { entryComplaint } from './entryComplaint.ts';
import type { EventEntry } from './EventEntry.ts';

export type EntryAnswer =
  { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** Puts one entry on its bus, or says what is wrong with it. */
export function putEntry(entry: EventEntry, { world, state, router, call }: ActionContext): EntryAnswer {
  const complaint = entryComplaint(entry);
  if (complaint) return complaint;
  const traceId = traceIdOf(entry.TraceHeader) ?? call.traceId;
  const event = envelopeOf(entry, world);
  const bus = state.findBus(entry.EventBusName);
  if (bus) router.publish(bus, event, { ...call, traceId });
  // AWS accepts an event for a bus that is not there, and drops it.
  else
    world.feed.publish({
      kind: 'failure',
      traceId,
      source: 'PutEvents',
      code: 'NO_RESOURCE',
      message: `Event bus ${entry.EventBusName} does not exist; the event is dropped`,
    });
  return { EventId: event.id };
}

const envelopeOf = (entry: EventEntry, { random, clock, account }: ActionContext['world']) => ({
  version: '0' as const,
  id: random.uuid(),
  'detail-type': entry.DetailType!,
  source: entry.Source!,
  account: account.accountId,
  time: eventTime(entry.Time ?? clock.now()),
  region: account.region,
  resources: entry.Resources ?? [],
  detail: JSON.parse(entry.Detail!) as Record<string, unknown>,
});
