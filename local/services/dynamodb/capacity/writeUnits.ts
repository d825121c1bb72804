import type { AttributeMap } from '../DynamoDb.ts';
import { itemSize } from '../items/itemSize.ts';
import type { IndexChange } from '../tables/indexes.ts';
import type { Units } from './Units.ts';

/**
 * Write request units of one write: one for each KB of the larger image, twice that in a
 * transaction, and one for each KB of each index entry that changes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export function writeUnits(
  images: readonly (AttributeMap | undefined)[],
  changes: readonly IndexChange[],
  transactional: boolean,
): Units {
  const table = Math.max(...images.map((image) => (image ? unitsOf(image) : 1)));
  const indexes = changes
    .filter(({ written }) => written.length > 0)
    .map(({ index, written }) => [index.IndexName, written.map(unitsOf).reduce((sum, units) => sum + units)]);
  return { table: table * (transactional ? 2 : 1), indexes: Object.fromEntries(indexes) };
}

const unitsOf = (image: AttributeMap) => Math.max(Math.ceil(itemSize(image) / 1024), 1);
