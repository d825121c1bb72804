import { isTraceId, traceIdOf } from '../../../platform/traceIds.ts';
import { itemsTree } from '../tables/Table.ts';
import type { Engine } from '../Engine.ts';
import { type TableUnits, type Units, writeUnits } from '../capacity.ts';
import type { Change } from '../createStore.ts';
import { publishWrite } from '../feed.ts';
import { itemsEqual } from '../items/AttributeValue.ts';
import { indexChange, indexesOf } from '../tables/indexes.ts';
import { takeWriteUnits } from './writeThroughput.ts';
import type { ChangedItem, Commit, EventName, Write } from './Write.ts';

/** Does all `writes` at once: items, indexes, expiry, stream, feed. Returns what each took. */
export function commitWrites(
  engine: Engine,
  writes: readonly Write[],
  commit: Commit,
): readonly TableUnits[] {
  const effects = writes.map((write) => effectOf(write, commit));
  // What the service itself deletes is not refused.
  if (!commit.userIdentity)
    for (const { write, units } of effects) takeWriteUnits(engine.world.clock, write.table, units);
  engine.store.commit(effects.flatMap(({ changes }) => changes));
  const changed = effects.flatMap(({ write, eventName }): ChangedItem[] =>
    eventName === 'NONE' ? [] : [{ ...write, eventName }],
  );
  for (const item of changed) engine.expiry.track(item);
  const namedTraceId = namedTraceIn(writes);
  engine.streams.append(changed, commit, (traceIds) => {
    for (const { write, units, eventName } of effects) {
      const streamTraceId = traceIds.get(write.key);
      publishWrite(engine, write, { ...commit, units, eventName, streamTraceId, namedTraceId });
    }
  });
  return effects.map(({ write, units }) => ({ table: write.table.description, units }));
}

/**
 * The trace that a new item names as the one that it belongs to: a function that works on messages of several requests at once
 * has one trace for all of them. Chosen: an attribute whose text is a trace's id, or a tracing header.
 */
function namedTraceIn(writes: readonly Write[]): string | undefined {
  for (const { old, next } of writes) {
    if (old || !next) continue;
    for (const name in next) {
      const text = next[name]?.S;
      if (text?.startsWith('Root=')) return traceIdOf(text);
      if (isTraceId(text)) return text;
    }
  }
  return undefined;
}

interface Effect {
  readonly write: Write;
  readonly changes: readonly Change[];
  readonly units: Units;
  readonly eventName: EventName;
}

function effectOf(write: Write, { transactional }: Commit): Effect {
  const { table, key, old, next } = write;
  const { description } = table;
  const eventName = eventNameOf(write);
  const indexes = indexesOf(description).map((index) => indexChange(description, index, old, next));
  const item: Change = { tree: itemsTree(description.TableName), key, value: next };
  return {
    write,
    eventName,
    changes: eventName === 'NONE' ? [] : [item, ...indexes.flatMap(({ changes }) => changes)],
    units: writeUnits([old, next], indexes, transactional),
  };
}

function eventNameOf({ old, next }: Write): EventName {
  if (itemsEqual(old, next)) return 'NONE';
  if (!old) return 'INSERT';
  return next ? 'MODIFY' : 'REMOVE';
}
