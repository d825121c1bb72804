import type { Engine } from '../Engine.ts';
import { type Units, writeUnits } from '../capacity.ts';
import { type Change, itemsTree } from '../createStore.ts';
import { publishWrite } from '../feed.ts';
import { itemsEqual } from '../items/AttributeValue.ts';
import { indexChange, indexesOf } from '../tables/indexes.ts';
import type { Commit, EventName, Write } from './Write.ts';

/** Does all `writes` at once: items, indexes, expiry, stream, feed. Answers the units of each. */
export function commitWrites(engine: Engine, writes: readonly Write[], commit: Commit): readonly Units[] {
  const effects = writes.map((write) => effectOf(write, commit));
  engine.store.commit(effects.flatMap(({ changes }) => changes));
  const changed = effects.filter(({ eventName }) => eventName !== 'NONE');
  for (const { write } of changed) engine.expiry.track(write);
  for (const { write, units, eventName } of effects)
    publishWrite(engine.world.feed, write, { ...commit, units, eventName });
  engine.streams.append(
    changed.map(({ write, eventName }) => ({ ...write, eventName })),
    commit,
  );
  return effects.map(({ units }) => units);
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
