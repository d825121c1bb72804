import * as z from 'zod';
import { idField, instantField, labelField, type EventEntry } from '../eventFields.ts';

/** The data of a restock's event. */
export const restockedEventData = z.strictObject({
  sku: idField('Which SKU'),
  lotId: idField('Which lot'),
  units: z.int().positive().meta({ description: 'How many came in' }),
  updatedOn: instantField('When they did'),
});

/** The SKU's row as it was written, with its keys and what ElectroDB adds to them. */
const stockLevelData = z.strictObject({
  pk: labelField('The partition of all SKUs'),
  sk: labelField('The SKU’s place in it'),
  sku: idField('Which SKU'),
  units: z.int().meta({ description: 'On hand' }),
  version: z.int().meta({ description: 'Of two levels, the greater one is the later one' }),
  updatedOn: instantField('When the work of the write began'),
  __edb_e__: labelField('ElectroDB’s name of the entity').optional(),
  __edb_v__: labelField('ElectroDB’s version of the entity').optional(),
});

export const inventoryEvents = {
  SKU_RESTOCKED_EVENT: { says: 'A lot of units came in for a SKU.', data: restockedEventData },
  STOCK_LEVEL_EVENT: {
    says: 'The units of a SKU changed. The table’s stream makes it of the SKU’s own row.',
    data: stockLevelData,
  },
} as const satisfies Record<string, EventEntry>;
