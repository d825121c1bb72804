import { z } from 'zod';
import { timestamp } from '../actions/shapes.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html */
export const eventEntry = z.strictObject({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  EventBusName: z.string().optional(),
  Time: timestamp.optional(),
  TraceHeader: z.string().optional(),
});

export type EventEntry = z.output<typeof eventEntry>;

/** Bytes as AWS counts them: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-calculate-event-size */
export const entrySize = ({ Time, Source = '', DetailType = '', Detail = '', Resources = [] }: EventEntry) =>
  (Time === undefined ? 0 : 14) +
  [Source, DetailType, Detail, ...Resources].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
