const BLOCK_BYTES = 4096;

const factors = { eventual: 0.5, strong: 1, transactional: 2 };

/**
 * Read request units for `bytes` read together: half a unit for each 4 KB, a whole one when
 * strongly consistent, two in a transaction.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export const readUnits = (bytes: number, consistency: keyof typeof factors) =>
  Math.max(Math.ceil(bytes / BLOCK_BYTES), 1) * factors[consistency];

export const consistencyOf = ({ ConsistentRead }: { ConsistentRead?: boolean }) =>
  ConsistentRead ? 'strong' : 'eventual';
