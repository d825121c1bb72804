import { createWorld } from '../../../../../local/platform/World.ts';
import type { FeedRecord } from '../../../../../local/platform/Feed.ts';
import { createRuntime } from '../../../../../local/services/appsync/runtime/createRuntime.ts';
import { ResolverError } from '../../../../../local/services/appsync/runtime/ResolverError.ts';
import type { Invocation } from '../../../../../local/services/appsync/runtime/Invocation.ts';

export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

export const moduleOf = (body: string) => `
import { util, extensions, runtime } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';
export function request(ctx) { ${body} }
export function response(ctx) { return ctx.result; }
`;

/** A runtime with a frozen clock, and a record of what its handlers did. */
export function startRuntime(identity: unknown = null) {
  const world = createWorld({ seed: 1, frozenAt: NOW });
  const feed: FeedRecord[] = [];
  world.feed.subscribe((record) => feed.push(record));
  const appended: ResolverError[] = [];
  const headers: Record<string, string> = {};
  const invocation: Invocation = {
    segmentId: '0000000000000001',
    source: 'Query.thing',
    traceId: '1-00000000-000000000000000000000000',
    identity,
    operation: 'query',
    unauthorized: () => new ResolverError('Unauthorized', 'Unauthorized'),
    appendError: (error) => appended.push(error),
    addResponseHeader: (name, value) => void (headers[name] = value),
    setSubscriptionFilter() {},
    invalidateSubscriptions() {},
  };
  const runtime = createRuntime(world);
  const runModule = (source: string, context: object = {}) =>
    runtime.run({ source }, 'request', context, invocation);
  return {
    world,
    feed,
    appended,
    headers,
    runModule,
    /** Returns the result of a request handler with this body. */
    run: (body: string, context?: object): any => runModule(moduleOf(body), context).value,
    /** Returns the value of an expression of `ctx`. */
    evaluate: (expression: string, context?: object): any =>
      runModule(moduleOf(`return ${expression};`), context).value,
  };
}
