import { consumedCapacity } from '../capacity/consumedCapacity.ts';
import { consistencyOf, readUnits } from '../capacity/readUnits.ts';
import { validate } from '../dynalite/validate.ts';
import type { Operation } from '../Engine.ts';
import { readItem } from '../reads/readItem.ts';
import { publishRead } from '../reads/publishRead.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html */
export const getItem: Operation = (engine, input, call) => {
  const data = validate('getItem', input);
  const { table, item, bytes } = readItem(engine, data);
  const units = readUnits(bytes, consistencyOf(data));
  publishRead(engine, { operation: 'GetItem', table, items: item ? 1 : 0, units }, call);
  return {
    ...(item && { Item: item }),
    ...consumedCapacity(data, { table, units: { table: units, indexes: {} } }),
  };
};
