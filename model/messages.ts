// As a namespace, of which the bundler keeps what is used: without the locales, a third of a megabyte.
import * as z from 'zod';
import { isId, MIN_NAME_LENGTH } from './ids.ts';

/** An id, whoever made it up. */
export const id = z.string().refine(isId, 'not an id');

/** An id that a person made up: of an order, a SKU or a lot. */
export const chosenId = id.min(MIN_NAME_LENGTH);

/** A text as an event carries it: in DynamoDB's JSON, which a pipe does not unmarshal. */
export const text = z.strictObject({ S: z.string() }).transform(({ S }) => S);

/** Likewise a number. */
export const number = z.strictObject({ N: z.string() }).transform(({ N }) => Number(N));

/** Likewise a list. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ L: z.array(item) }).transform(({ L }) => L);

/** Likewise a map, which may have other attributes beside these. */
export const mapOf = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject({ M: z.looseObject(shape) }).transform(({ M }) => M);

/**
 * The data of an event, out of the message that a rule makes of it. The event must be applied: a raw event
 * that its order has not applied says nothing about the order.
 */
export const eventDetail = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z
    .looseObject({ detail: z.looseObject({ applied: z.literal(true), eventData: z.looseObject(shape) }) })
    .transform(({ detail }) => detail.eventData);
