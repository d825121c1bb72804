import * as z from 'zod';
import { centsField, idField, instantField, labelField, type EventEntry } from '../eventFields.ts';

/** What every event of a stream says. Of people it knows their ids only. */
const stamp = {
  version: z.int().positive().meta({ description: 'That the event made: 1, 2, 3 and so on, without gaps' }),
  by: idField('Who did it'),
  updatedOn: instantField('When it happened'),
};

export const storeStamp = z.strictObject({ ...stamp, storeId: idField('Which store') });

export const productStamp = z.strictObject({
  ...stamp,
  productId: idField('Which product'),
  storeId: idField('Whose it is'),
});

/** What a store is created with. */
export const storeDetails = z.strictObject({
  name: labelField('What the store is called'),
  location: labelField('Where in the complex it is'),
  participating: z.boolean().meta({ description: 'Whether it takes part' }),
});

/** What a product is added with. One with `sku` has stock; one with `slotMinutes` is a service that is booked. */
export const productDetails = z.strictObject({
  name: labelField('What the product is called'),
  description: labelField('What is said of it'),
  priceCents: centsField('Of one unit or one slot'),
  sku: idField('Its stock').optional(),
  slotMinutes: z.int().positive().optional().meta({ description: 'How long a slot is' }),
  capacity: z.int().positive().optional().meta({ description: 'How many are served in a slot' }),
  timeZone: labelField('IANA’s name of where the service’s days begin at midnight').optional(),
});

const repriced = productStamp.extend(productDetails.pick({ priceCents: true }).shape);

export const catalogEvents = {
  STORE_CREATED_EVENT: { says: 'There is a store.', data: storeStamp.extend(storeDetails.shape) },
  STORE_REBRANDED_EVENT: {
    says: 'A store has another name.',
    data: storeStamp.extend(storeDetails.pick({ name: true }).shape),
  },
  STORE_PARTICIPATION_ENABLED_EVENT: { says: 'A store takes part.', data: storeStamp },
  STORE_PARTICIPATION_DISABLED_EVENT: { says: 'A store takes part no longer.', data: storeStamp },
  PRODUCT_ADDED_EVENT: { says: 'A store offers a product.', data: productStamp.extend(productDetails.shape) },
  PRODUCT_REBRANDED_EVENT: {
    says: 'A product has another name or description.',
    data: productStamp.extend(productDetails.pick({ name: true, description: true }).shape),
  },
  PRODUCT_PRICE_INCREASED_EVENT: { says: 'A product costs more.', data: repriced },
  PRODUCT_PRICE_DECREASED_EVENT: { says: 'A product costs less.', data: repriced },
  PRODUCT_REMOVED_EVENT: { says: 'A product is offered no longer.', data: productStamp },
} as const satisfies Record<string, EventEntry>;
