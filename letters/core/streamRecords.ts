import { GetRecordsCommand, GetShardIteratorCommand } from '@aws-sdk/client-dynamodb-streams';
import * as z from 'zod';
import type { AnnouncedEvent } from './announcedEvents.ts';
import type { Clients } from './clients.ts';
import type { FoundHome } from './FoundHome.ts';
import { jsonOf } from './jsonOf.ts';
import { errorName, OperatorError } from './OperatorError.ts';
import { eventsOfRecords, findPipe, type StreamRecord } from './pipes.ts';

/** Where the records are that a pipe gave up on: it keeps no more of them. */
export interface StreamPlace {
  readonly streamArn: string;
  readonly shardId: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
  readonly batchSize: number;
  /** ISO 8601. */
  readonly firstArrivedOn: string | undefined;
  readonly pipeArn: string | undefined;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html; Lambda's mappings write the same: https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
const PlaceDocument = z.looseObject({
  context: z.looseObject({ partnerResourceArn: z.string().optional() }).optional(),
  DDBStreamBatchInfo: z.looseObject({
    streamArn: z.string(),
    shardId: z.string(),
    startSequenceNumber: z.string().regex(/^\d{1,60}$/),
    endSequenceNumber: z.string().regex(/^\d{1,60}$/),
    batchSize: z.number().int().default(1),
    approximateArrivalOfFirstRecord: z.string().optional(),
  }),
});

/** The place that a letter of a pipe names; undefined where it names none. */
export function streamPlaceOf(body: string): StreamPlace | undefined {
  const { data } = PlaceDocument.safeParse(jsonOf(body));
  if (!data) return undefined;
  const { approximateArrivalOfFirstRecord: firstArrivedOn, ...info } = data.DDBStreamBatchInfo;
  const { streamArn, shardId, startSequenceNumber, endSequenceNumber, batchSize } = info;
  const pipeArn = data.context?.partnerResourceArn;
  return { streamArn, shardId, startSequenceNumber, endSequenceNumber, batchSize, firstArrivedOn, pipeArn };
}

/** Requests for the records of one letter; chosen. A batch has 10,000 records at most, and one request brings 1,000. */
const MOST_REQUESTS = 20;

/** What a stream answers for records that it holds no more: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
const GONE = ['TrimmedDataAccessException', 'ResourceNotFoundException'];

/** Fetches records by their place. Returns undefined where the stream, which keeps 24 hours, holds them no more. */
export async function readRecords(
  { streams }: Clients,
  { streamArn, shardId, startSequenceNumber, endSequenceNumber }: StreamPlace,
): Promise<StreamRecord[] | undefined> {
  const end = BigInt(endSequenceNumber);
  const records: StreamRecord[] = [];
  try {
    let { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({
        StreamArn: streamArn,
        ShardId: shardId,
        ShardIteratorType: 'AT_SEQUENCE_NUMBER',
        SequenceNumber: startSequenceNumber,
      }),
    );
    for (let requests = 0; ShardIterator && requests < MOST_REQUESTS; requests++) {
      const page = await streams.send(new GetRecordsCommand({ ShardIterator, Limit: 1000 }));
      for (const record of page.Records ?? []) {
        if (BigInt(record.dynamodb?.SequenceNumber ?? 0) > end) return records;
        records.push({ ...recordJson(record), eventSourceARN: streamArn });
        if (BigInt(record.dynamodb?.SequenceNumber ?? 0) === end) return records;
      }
      ShardIterator = page.NextShardIterator;
    }
  } catch (error) {
    if (GONE.includes(errorName(error))) return undefined;
    throw error;
  }
  return records.length > 0 ? records : undefined;
}

/** An answer of the SDK as JSON: bytes in base64, and dates as seconds. */
const recordJson = (record: object): StreamRecord => {
  const convert = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
    if (value instanceof Date) return value.getTime() / 1000;
    if (Array.isArray(value)) return value.map(convert);
    return typeof value === 'object' && value !== null ? recordJson(value) : value;
  };
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, convert(value)]));
};

/** The events that a pipe would have announced of the records at a place. */
export async function readRecordEvents(clients: Clients, place: StreamPlace): Promise<FoundHome> {
  const records = await readRecords(clients, place);
  if (!records) return { kind: 'none', why: goneSentence(place) };
  try {
    const pipe = await findPipe(clients, place.pipeArn);
    const events: AnnouncedEvent[] = await eventsOfRecords(clients, pipe, records);
    if (events.length > 0) return { kind: 'bus', bus: pipe.bus, events };
    return { kind: 'none', why: `${pipe.name} lets none of its records through: purge the letter.` };
  } catch (error) {
    if (error instanceof OperatorError) return { kind: 'none', why: error.message };
    throw error;
  }
}

const goneSentence = ({ firstArrivedOn }: StreamPlace) => {
  const from = firstArrivedOn ? ` --from ${firstArrivedOn}` : '';
  return `Its stream, which keeps 24 hours, holds the records no more: announce what was written then with replay${from}.`;
};
