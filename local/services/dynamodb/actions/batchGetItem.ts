import type { Randomness } from '../../../platform/Randomness.ts';
import type { AttributeMap } from '../DynamoDb.ts';
import type { Engine, Operation } from '../Engine.ts';
import { consistencyOf, consumedCapacities, readUnits, type TableUnits } from '../capacity.ts';
import { validate } from '../dynalite/validate.ts';
import { publishRead } from '../feed.ts';
import { type ItemRead, readItem } from '../reads/readItem.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
export const batchGetItem: Operation = (engine, input, call) => {
  const data = validate('batchGetItem', input);
  const batch = readBatch(engine, data.RequestItems);
  const used: TableUnits[] = [];
  for (const [name, reads] of Object.entries(batch.reads)) {
    const units = reads.map(({ bytes }) => readUnits(bytes, consistencyOf(data.RequestItems[name])));
    const total = units.reduce((sum, one) => sum + one, 0);
    if (reads.length === 0) continue;
    const { table } = reads[0]!;
    used.push({ table, units: { table: total, indexes: {} } });
    publishRead(
      engine,
      { operation: 'BatchGetItem', table, items: existingItems(reads).length, units: total },
      call,
    );
  }
  // DynamoDB promises no order, so nobody may rely on one.
  const answers = Object.entries(batch.reads).map(([name, reads]) => [
    name,
    shuffle(existingItems(reads), engine.world.random),
  ]);
  return {
    Responses: Object.fromEntries(answers),
    UnprocessedKeys: batch.unprocessed,
    ...consumedCapacities(data, used),
  };
};

const existingItems = (reads: readonly ItemRead[]) => reads.flatMap(({ item }) => (item ? [item] : []));

/** One answer holds 16 MB; what does not fit is left for the caller to ask again. */
const ANSWER_BYTES = 16 * 1024 * 1024;

interface Batch {
  readonly reads: Record<string, ItemRead[]>;
  readonly unprocessed: Record<string, { Keys: AttributeMap[] }>;
}

function readBatch(engine: Engine, requests: Record<string, any>): Batch {
  const batch: Batch = { reads: {}, unprocessed: {} };
  let bytes = 0;
  for (const [TableName, { Keys, ...options }] of Object.entries(requests)) {
    const reads: ItemRead[] = (batch.reads[TableName] = []);
    for (const Key of Keys) {
      const read = readItem(engine, { ...options, TableName, Key });
      bytes += read.bytes;
      if (bytes <= ANSWER_BYTES) reads.push(read);
      else (batch.unprocessed[TableName] ??= { ...callerOptions(options), Keys: [] }).Keys.push(Key);
    }
  }
  return batch;
}

/** A table's options as the caller spelled them, without what parsing added. */
const callerOptions = (options: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !name.startsWith('_')));

/** The same members in an order that chance chose (Fisher and Yates). */
function shuffle<Member>(members: readonly Member[], random: Randomness): Member[] {
  const order = [...members];
  for (let last = order.length - 1; last > 0; last--) {
    const chosen = Math.floor(random.float() * (last + 1));
    [order[last], order[chosen]] = [order[chosen]!, order[last]!];
  }
  return order;
}
