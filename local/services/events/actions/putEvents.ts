import { z } from 'zod';
import { parseJson } from '../../../platform/parseJson.ts';
import { listOf } from '../../../platform/checkInput.ts';
import { DEEPEST_JSON, isNestedDeeper } from '../../../platform/nesting.ts';
import { traceIdOf } from '../../../platform/traceIds.ts';
import { type EventEnvelope, eventTime } from '../Events.ts';
import { validationError, timestamp } from '../validation.ts';
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
    Entries: listOf(eventEntry, MOST_ENTRIES, 1),
  },
  ({ Entries }, context) => {
    const size = Entries.reduce((sum, entry) => sum + entrySize(entry), 0);
    if (size > MOST_BYTES)
      throw validationError('Total size of the entries in the request is over the limit.');
    const answers = Entries.map((entry) => putEntry(entry, context));
    return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
  },
);

/** Bytes as AWS counts them: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-calculate-event-size */
const entrySize = ({ Time, Source = '', DetailType = '', Detail = '', Resources = [] }: EventEntry) =>
  (Time === undefined ? 0 : 14) +
  [Source, DetailType, Detail, ...Resources].reduce((sum, text) => sum + Buffer.byteLength(text), 0);

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html */
type PutEventsResultEntry = { readonly EventId: string } | EntryFault;

interface EntryFault {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** Puts one entry on its bus, or returns what is wrong with it. */
function putEntry(entry: EventEntry, { world, state, router, call }: ActionContext): PutEventsResultEntry {
  const content = contentOf(entry);
  if ('ErrorCode' in content) return content;
  const traceId = traceIdOf(entry.TraceHeader) ?? call.traceId;
  const event = envelopeOf({ ...content, resources: entry.Resources ?? [], time: entry.Time }, world);
  const bus = state.findBus(entry.EventBusName);
  if (bus) router.publish(bus, event, { ...call, traceId });
  // AWS accepts an event for a bus that does not exist, and drops it.
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

type EventContent = Pick<EventEnvelope, 'source' | 'detail-type' | 'detail'>;

interface NewEvent extends EventContent {
  readonly resources: readonly string[];
  /** Epoch milliseconds. @default now */
  readonly time?: number | undefined;
}

export const envelopeOf = (
  { source, detail, resources, time, 'detail-type': detailType }: NewEvent,
  { random, clock, account }: ActionContext['world'],
): EventEnvelope => ({
  version: '0',
  id: random.uuid(),
  'detail-type': detailType,
  source,
  account: account.accountId,
  time: eventTime(time ?? clock.now()),
  region: account.region,
  resources,
  detail,
});

/** Returns what every event has, or what is wrong with the entry, in AWS's words. */
function contentOf({ Source, DetailType, Detail }: EventEntry): EventContent | EntryFault {
  if (!Source) return missing('Source');
  if (!DetailType) return missing('DetailType');
  if (!Detail) return missing('Detail');
  if (Source.startsWith('aws.')) {
    return entryFault('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  const detail = parseObject(Detail);
  if (!detail) return entryFault('MalformedDetail', 'Detail is malformed.');
  return { source: Source, 'detail-type': DetailType, detail };
}

const missing = (name: string) =>
  entryFault('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);

const entryFault = (ErrorCode: string, ErrorMessage: string): EntryFault => ({ ErrorCode, ErrorMessage });

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = parseJson(text);
    return isObject(value) && !isNestedDeeper(DEEPEST_JSON, value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
