import { PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import type { Clients } from './clients.ts';
import { jsonOf } from './jsonOf.ts';
import { chunks } from './mapLimited.ts';

/** An event as it is announced on a bus. */
export interface AnnouncedEvent {
  readonly source: string;
  readonly detailType: string;
  /** JSON text. */
  readonly detail: string;
  readonly resources: readonly string[];
  /** ISO 8601, when it first happened; undefined where nothing says so. */
  readonly time: string | undefined;
}

/** https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
const DeliveredEvent = z.looseObject({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.record(z.string(), z.unknown()),
  resources: z.array(z.string()).default([]),
  time: z.string().optional(),
});

/** The event in a message that a rule delivered, or could not deliver; undefined where there is none. */
export function eventOfBody(body: string): AnnouncedEvent | undefined {
  const { data } = DeliveredEvent.safeParse(jsonOf(body));
  if (!data) return undefined;
  const { source, detail, resources, time } = data;
  return { source, detailType: data['detail-type'], detail: JSON.stringify(detail), resources, time };
}

export interface DeliverySettings {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** ISO 8601, of an event that says no time itself. */
  readonly now: string;
}

/** An event as a rule without a transformer delivers it to a queue. */
export const deliveredEvent = (
  { source, detailType, detail, resources, time }: AnnouncedEvent,
  { id, account, region, now }: DeliverySettings,
): string =>
  JSON.stringify({
    version: '0',
    id,
    'detail-type': detailType,
    source,
    account,
    // Whole seconds, as EventBridge has them.
    time: (time ?? now).replace(/\.\d+Z$/, 'Z'),
    region,
    resources,
    detail: jsonOf(detail),
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MOST_ENTRIES = 10;

/** What became of an event that was announced. */
export type AnnounceResult = { readonly eventId: string } | { readonly refused: string };

/** Announces events, in their order and in batches of ten. Returns what became of each. */
export async function announceEvents(
  { events: client }: Pick<Clients, 'events'>,
  bus: string,
  events: readonly AnnouncedEvent[],
): Promise<AnnounceResult[]> {
  const results: AnnounceResult[] = [];
  for (const batch of chunks(events, MOST_ENTRIES)) {
    const Entries = batch.map((event) => entryOf(bus, event));
    const { Entries: answers = [] } = await client.send(new PutEventsCommand({ Entries }));
    for (const { EventId = '', ErrorCode, ErrorMessage = '' } of answers)
      results.push(ErrorCode ? { refused: `${ErrorCode}: ${ErrorMessage}` } : { eventId: EventId });
  }
  return results;
}

const entryOf = (
  bus: string,
  { source, detailType, detail, resources, time }: AnnouncedEvent,
): PutEventsRequestEntry => ({
  EventBusName: bus,
  Source: source,
  DetailType: detailType,
  Detail: detail,
  ...(resources.length > 0 && { Resources: [...resources] }),
  ...(time && { Time: new Date(time) }),
});
