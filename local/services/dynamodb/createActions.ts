import type { Actions } from '../../platform/Call.ts';
import { copyOf } from './items/copyOf.ts';
import type { Engine, Operation } from './Engine.ts';
import { withTableNames } from './tables/withTableNames.ts';

/** Opens operations to callers: each runs as work in flight and shares no object with what is stored. */
export const createActions = (engine: Engine, operations: Readonly<Record<string, Operation>>): Actions =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      (input, call) =>
        engine.world.activity.run(async () => copyOf(operation(engine, withTableNames(input ?? {}), call))),
    ]),
  );
