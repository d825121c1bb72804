/**
 * Code that must not compile. Each line under `@ts-expect-error` is a mistake that our types refuse. The compiler
 * rejects this file as soon as one of them compiles.
 */
import { defineResource } from '../../local/resources/common/ResourceType.ts';
import type { FeedEntry } from '../../local/platform/Feed.ts';
import type { Randomness } from '../../local/platform/Randomness.ts';
import type { World } from '../../local/platform/World.ts';
import type { EventTarget } from '../../local/services/events/Events.ts';
import type { DataSource, Resolver } from '../../local/services/appsync/Api.ts';
import { z } from 'zod';

export function clock(world: World) {
  // @ts-expect-error a world's clock cannot be replaced
  world.clock = { ...world.clock, now: () => 0 };
  // @ts-expect-error a delay comes before its task
  world.clock.schedule(() => undefined, 5);
}

export function feed(world: World) {
  // @ts-expect-error every record has the trace id of its request
  world.feed.publish({ kind: 'failure', source: 's', code: 'c', message: 'm' });
  // @ts-expect-error there is no such kind of record
  const unknown: FeedEntry = { kind: 'rumour', traceId: null };
  const message = { kind: 'message', traceId: null, queue: 'q', messageId: 'm', receiveCount: 1 } as const;
  // @ts-expect-error a message changes only in known ways
  world.feed.publish({ ...message, change: 'lost' });
  return unknown;
}

// @ts-expect-error random text needs a length
export const text = (random: Randomness) => random.text('abc');

const field = { typeName: 'Query', fieldName: 'f' };
// @ts-expect-error a pipeline resolver has functions, and no data source of its own
export const resolver: Resolver = { ...field, kind: 'PIPELINE', dataSourceName: 'd' };

// @ts-expect-error a table is read with a role
export const source: DataSource = { name: 's', type: 'AMAZON_DYNAMODB', tableName: 't' };

// @ts-expect-error a target returns a promise
export const target: EventTarget = () => undefined;

// @ts-expect-error a resource gets only the properties of its schema
export const resource = defineResource(z.strictObject({ Name: z.string() }), ({ Colour }) => ({
  ref: Colour,
}));
