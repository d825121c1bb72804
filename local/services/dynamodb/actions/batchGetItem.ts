import { setOwn } from '../../../platform/ownProperty.ts';
import type { AttributeMap } from '../items/AttributeValue.ts';
import type { Randomness } from '../../../platform/Randomness.ts';
import type { Engine, Operation } from '../Engine.ts';
import { consistencyOf, consumedCapacities, readUnits, type TableUnits } from '../capacity.ts';
import type { KeysAndOptions } from '../dynalite/ValidatedInputs.ts';
import { validate } from '../dynalite/validate.ts';
import { publishRead } from '../feed.ts';
import { type ItemRead, readItem } from '../reads/readItem.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
export const batchGetItem: Operation = (engine, input, call) => {
  const data = validate('batchGetItem', input);
  const batch = readBatch(engine, data.RequestItems);
  const used: TableUnits[] = [];
  for (const [name, reads] of Object.entries(batch.reads)) {
    const [first] = reads;
    if (!first) continue;
    const { table } = first;
    const consistency = consistencyOf(data.RequestItems[name] ?? {});
    const total = reads.reduce((sum, { bytes }) => sum + readUnits(bytes, consistency), 0);
    used.push({ table, units: { table: total, indexes: {} } });
    publishRead(
      engine,
      { operation: 'BatchGetItem', table, items: existingItems(reads).length, units: total },
      call,
    );
  }
  // DynamoDB promises no order, so a test must not pass by relying on one.
  const answers = Object.entries(batch.reads).map(
    ([name, reads]) => [name, shuffle(existingItems(reads), engine.world.random)] as const,
  );
  return {
    Responses: Object.fromEntries(answers),
    UnprocessedKeys: batch.unprocessed,
    ...consumedCapacities(data, used),
  };
};

const existingItems = (reads: readonly ItemRead[]) => reads.flatMap(({ item }) => (item ? [item] : []));

/** One answer holds 16 MB; the caller asks again for what does not fit. */
const ANSWER_BYTES = 16 * 1024 * 1024;

interface Batch {
  readonly reads: Record<string, ItemRead[]>;
  readonly unprocessed: Record<string, { readonly Keys: readonly AttributeMap[] }>;
}

function readBatch(engine: Engine, requests: Readonly<Record<string, KeysAndOptions>>): Batch {
  const batch: Batch = { reads: {}, unprocessed: {} };
  let bytes = 0;
  for (const [TableName, { Keys, ...options }] of Object.entries(requests)) {
    const reads: ItemRead[] = [];
    const unread: AttributeMap[] = [];
    for (const Key of Keys) {
      const read = readItem(engine, { ...options, TableName, Key });
      bytes += read.bytes;
      if (bytes <= ANSWER_BYTES) reads.push(read);
      else unread.push(Key);
    }
    setOwn(batch.reads, TableName, reads);
    if (unread.length > 0) setOwn(batch.unprocessed, TableName, { ...callerOptions(options), Keys: unread });
  }
  return batch;
}

/** A table's options as the caller wrote them, without what parsing added. */
const callerOptions = (options: object): object =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !name.startsWith('_')));

/** The same items in random order (Fisher and Yates). */
function shuffle(items: readonly AttributeMap[], random: Randomness): AttributeMap[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const chosen = Math.floor(random.float() * (last + 1));
    const [one, other] = [order[last], order[chosen]];
    if (one && other) [order[last], order[chosen]] = [other, one];
  }
  return order;
}
