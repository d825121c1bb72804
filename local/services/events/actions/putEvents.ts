import { z } from 'zod';
import { traceIdOf } from '../../../platform/traceIds.ts';
import { eventTime } from '../Events.ts';
import { invalid, timestamp } from '../validation.ts';
import { type ActionContext, defineAction } from './EventsAction.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const MOST_ENTRIES = 10;

const MOST_BYTES = 1024 * 1024;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html */
const eventEntry = z.strictObject({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  EventBusName: z.string().optional(),
  Time: timestamp.optional(),
  TraceHeader: z.string().optional(),
});

type EventEntry = z.output<typeof eventEntry>;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const putEvents = defineAction(
  {
    Entries: z
      .array(eventEntry)
      .min(1, 'Member must have length greater than or equal to 1')
      .max(MOST_ENTRIES, `Member must have length less than or equal to ${MOST_ENTRIES}`),
  },
  ({ Entries }, context) => {
    const size = Entries.reduce((sum, entry) => sum + entrySize(entry), 0);
    if (size > MOST_BYTES) throw invalid('Total size of the entries in the request is over the limit.');
    const answers = Entries.map((entry) => putEntry(entry, context));
    return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
  },
);

/** Bytes as AWS counts them: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-calculate-event-size */
const entrySize = ({ Time, Source = '', DetailType = '', Detail = '', Resources = [] }: EventEntry) =>
  (Time === undefined ? 0 : 14) +
  [Source, DetailType, Detail, ...Resources].reduce((sum, text) => sum + Buffer.byteLength(text), 0);

export type EntryAnswer =
  { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** Puts one entry on its bus, or says what is wrong with it. */
function putEntry(entry: EventEntry, { world, state, router, call }: ActionContext): EntryAnswer {
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

/** What is wrong with an entry, in AWS's words; undefined where it is sound. */
function entryComplaint(entry: EventEntry) {
  for (const name of ['Source', 'DetailType', 'Detail'] as const) {
    if (!entry[name]) {
      return fault(
        'InvalidArgument',
        `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      );
    }
  }
  if (entry.Source!.startsWith('aws.')) {
    return fault('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  return isJsonObject(entry.Detail!) ? undefined : fault('MalformedDetail', 'Detail is malformed.');
}

const fault = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
