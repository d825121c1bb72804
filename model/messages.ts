// As a namespace, of which the bundler keeps what is used: without the locales, a third of a megabyte.
import * as z from 'zod';
import { isId, MIN_NAME_LENGTH } from './ids.ts';

/** An id, whoever made it up. */
export const id = z.string().refine(isId, 'not an id');

/** An id that a person made up: of an order, a SKU or a lot. */
export const chosenId = id.min(MIN_NAME_LENGTH);

/** A text as an event carries it: in DynamoDB's JSON, which a pipe does not unmarshal. */
export const text = z.strictObject({ S: z.string() }).transform(({ S }) => S);

/** Likewise a number. DynamoDB writes its numbers as decimals, with an exponent where they are long. */
export const number = z
  .strictObject({ N: z.string().regex(/^-?\d{1,40}(\.\d{1,40})?(E[+-]?\d{1,3})?$/i, 'not a number') })
  .transform(({ N }) => Number(N));

/**
 * A list of 1 to `max` items. It is counted before its items are looked at: half a million wrong ones, which fit
 * into one message, would each have an issue of their own.
 */
export const shortList = <Item extends z.ZodType>(item: Item, max: number) =>
  z.array(z.unknown()).min(1, 'empty').max(max, `more than ${max}`).pipe(z.array(item));

/** Likewise as an event carries it. */
export const listOf = <Item extends z.ZodType>(item: Item, max: number) =>
  z
    .strictObject({ L: z.array(z.unknown()) })
    .transform(({ L }) => L)
    .pipe(shortList(item, max));

/** Likewise a map, which may have other attributes beside these. */
export const mapOf = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject({ M: z.looseObject(shape) }).transform(({ M }) => M);

/**
 * The data of an event, out of the message that a rule makes of it. The event must be applied: a raw event
 * that its order has not applied says nothing about the order. Nor does a message prove anything: whoever may
 * send to a queue can write one. So workers do what is stored allows, whatever a message says.
 */
export const eventDetail = <Shape extends z.core.$ZodLooseShape>(
  eventName: string | readonly string[],
  shape: Shape,
) =>
  z
    .looseObject({
      detail: z.looseObject({
        eventName: z.literal([eventName].flat()),
        applied: z.literal(true),
        eventData: z.looseObject(shape),
      }),
    })
    .transform(({ detail }) => detail.eventData);

/** Likewise of one of several events, with its name. */
export const eventDetails = <
  const Names extends readonly [string, ...string[]],
  Shape extends z.core.$ZodLooseShape,
>(
  eventNames: Names,
  shape: Shape,
) =>
  z
    .looseObject({
      detail: z.looseObject({
        eventName: z.enum(eventNames),
        applied: z.literal(true),
        eventData: z.looseObject(shape),
      }),
    })
    .transform(({ detail: { eventName, eventData } }) => ({ eventName, eventData }));
