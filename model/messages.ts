import * as z from 'zod';

// As a namespace, of which the bundler keeps what is used: without the locales, a third of a megabyte.

/** Values as an event carries them, in DynamoDB's JSON, which a pipe does not unmarshal; parsed to plain ones. */
export const text = z.strictObject({ S: z.string() }).transform(({ S }) => S);

export const number = z.strictObject({ N: z.string() }).transform(({ N }) => Number(N));

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ L: z.array(item) }).transform(({ L }) => L);

/** Attributes beside the named ones are let be. */
export const mapOf = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject({ M: z.looseObject(shape) }).transform(({ M }) => M);

/**
 * What an event tells, of the message a rule makes of it. Only what was applied: a raw event that nobody has
 * taken in is no news of anything.
 */
export const eventDetail = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z
    .looseObject({ detail: z.looseObject({ applied: z.literal(true), eventData: z.looseObject(shape) }) })
    .transform(({ detail }) => detail.eventData);
