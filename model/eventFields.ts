import * as z from 'zod';
import { MAX_ID_LENGTH } from './ids.ts';

/**
 * What the text of a field may hold. Of people an event has ids alone: everybody who follows it may keep it, and nobody
 * could delete from all of them what a person wants deleted. `test/model/eventCatalog.test.ts` refuses texts that say nothing of it.
 */
export const textKinds = {
  id: 'an id, of a person too',
  instant: 'ISO 8601 in UTC',
  date: 'a calendar date',
  reason: 'one line that code wrote, about things and ids',
  label: 'what a thing on sale, a store or a part of the machine is called',
  code: 'a word from a closed list',
  count: 'a number, as text',
} as const;
export type TextKind = keyof typeof textKinds;

/** The member of a field's JSON schema that names its `TextKind`. */
export const KIND_OF_TEXT = 'x-holds';

const text = (holds: TextKind, description: string) =>
  z.string().meta({ description, [KIND_OF_TEXT]: holds });

/** An id, whoever made it up. */
export const idField = (description: string) =>
  z
    .string()
    .regex(new RegExp(`^[\\w.:@-]{1,${MAX_ID_LENGTH}}$`))
    .meta({ description, [KIND_OF_TEXT]: 'id' });

/** An id, or `''` where there is none: rules read the field of every event. */
export const idOrNone = (description: string) =>
  z
    .string()
    .regex(new RegExp(`^[\\w.:@-]{0,${MAX_ID_LENGTH}}$`))
    .meta({ description: `${description}; empty where there is none`, [KIND_OF_TEXT]: 'id' });

export const instantField = (description: string) =>
  z.iso.datetime().meta({ description, [KIND_OF_TEXT]: 'instant' });

export const dateField = (description: string) => z.iso.date().meta({ description, [KIND_OF_TEXT]: 'date' });

export const reasonField = (description: string) =>
  text('reason', `${description}; empty where there is none`);
export const labelField = (description: string) => text('label', description);
export const codeField = (description: string) => text('code', description);
export const countField = (description: string) => text('count', description).regex(/^\d{1,9}$/);

export const centsField = (description: string) =>
  z
    .int()
    .nonnegative()
    .meta({ description: `${description}, in whole cents` });

/** One of a closed list of words, or the one of them that an event always has. */
export const wordField = <const Words extends readonly [string, ...string[]]>(
  words: Words,
  description: string,
) => z.enum(words).meta({ description });

/** The type of what a schema describes: events are never changed. */
export type DataOf<Schema extends z.ZodType> = ReadonlyData<z.infer<Schema>>;

type ReadonlyData<Data> = Data extends readonly (infer Item)[]
  ? readonly ReadonlyData<Item>[]
  : Data extends object
    ? { readonly [Name in keyof Data]: ReadonlyData<Data[Name]> }
    : Data;

/** An event of the catalogue. */
export interface EventEntry {
  /** What happened, in one sentence. */
  readonly says: string;
  /** Its `eventData`, in plain values. */
  readonly data: z.ZodType;
}

/** The data of the event that something reached a status: as that of all statuses, with this one. */
export const withStatus = <
  Shape extends z.core.$ZodLooseShape & { status: z.ZodType },
  const Status extends string,
>(
  data: z.ZodObject<Shape, z.core.$strict>,
  status: Status,
) => data.extend({ status: z.literal(status).meta({ description: 'Its status from then on' }) });
