import { inspect } from 'node:util';
import type { World } from '../../../platform/World.ts';
import type { Invocation } from './Invocation.ts';

/** `console` of resolver code: each call is one line of the feed's log. */
export function createConsole(world: World, invocation: () => Invocation) {
  const write = (...values: unknown[]) => {
    const { source, traceId } = invocation();
    world.feed.publish({ kind: 'log', traceId, source, line: values.map(asText).join(' ') });
  };
  return { log: write, error: write };
}

const asText = (value: unknown) =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? inspect(value));
