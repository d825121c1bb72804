import { inspect } from 'node:util';
import { Script } from 'node:vm';
import { OperatorError } from '../../../platform/errors.ts';
import type { World } from '../../../platform/World.ts';
import { invariant } from '../../../platform/errors.ts';
import type { Code } from '../Api.ts';
import { parseFilter } from '../execution/parseFilter.ts';
import type { Invocation } from './Invocation.ts';
import { ResolverError } from './ResolverError.ts';
import { createRealm } from './createRealm.ts';
import { dynamodbModule } from './dynamodbModule.ts';
import { toPlain } from './toPlain.ts';
import { translateCode } from './translateCode.ts';
import { createUtil } from './util/createUtil.ts';

/** APPSYNC_JS 1.0.0: https://docs.aws.amazon.com/appsync/latest/devguide/resolver-util-reference-js.html */
export interface Runtime {
  /**
   * Runs one handler to its end. Throws `ResolverError` for what the code raises, and for a fault
   * of the code's, which only its log explains.
   */
  run(code: Code, handler: Handler, context: object, invocation: Invocation): Returned;
}

export type Handler = 'request' | 'response';

export interface Returned {
  readonly value: unknown;
  /** Set when the handler ended by `runtime.earlyReturn`. */
  readonly skipTo?: 'END' | 'NEXT';
}

type Handlers = Record<Handler, (context: object) => unknown>;

/** Ours, so that a run ends alike on every machine; AppSync bounds a handler's memory and CPU time. */
const MOST_TURNS = 1_000_000;

export function createRuntime(world: World): Runtime {
  let current: Invocation | undefined;
  let turns = 0;
  const invocation = () => {
    invariant(current, 'a handler is running');
    return current;
  };
  const modules = createModules(world, invocation);
  const { util, extensions, runtime } = modules['@aws-appsync/utils'];
  const realm = createRealm(world, { util, extensions, runtime, console: createConsole(world, invocation) });
  const loaded = new WeakMap<Code, Handlers>();

  const tick = () => {
    if (++turns > MOST_TURNS) throw new RangeError(`A handler's loops turned more than ${MOST_TURNS} times.`);
  };

  const load = (code: Code): Handlers => {
    const script = new Script(translateCode(code).script, { filename: FILE, lineOffset: -1 });
    return script.runInContext(realm)(modules, tick);
  };

  const handlersOf = (code: Code) => {
    const known = loaded.get(code) ?? load(code);
    loaded.set(code, known);
    return known;
  };

  return {
    run(code, handler, context, of) {
      const outer = current;
      current = of;
      turns = 0;
      try {
        return { value: toPlain(handlersOf(code)[handler](context)) };
      } catch (thrown) {
        if (isEarlyReturn(thrown)) return { value: toPlain(thrown.value), skipTo: thrown.skipTo };
        if (thrown instanceof ResolverError) throw thrown;
        throw fault(world, thrown, of);
      } finally {
        current = outer;
      }
    },
  };
}

const FILE = 'code.js';

/** The caller learns only that there was a fault; where it was goes to the log. */
function fault(world: World, thrown: any, { source, traceId }: Invocation): ResolverError {
  const place = /code\.js:\d+:\d+/.exec(String(thrown?.stack))?.[0] ?? FILE;
  world.feed.publish({
    kind: 'log',
    traceId,
    source,
    line: `${place}: ${thrown?.message ?? String(thrown)}`,
  });
  return new ResolverError('Runtime Error', 'Code');
}

/** What resolver code can import, by specifier. */
const createModules = (world: World, invocation: () => Invocation) => ({
  '@aws-appsync/utils': {
    util: createUtil(world, invocation),
    extensions: createExtensions(invocation),
    runtime: { earlyReturn },
  },
  '@aws-appsync/utils/dynamodb': dynamodbModule,
});

/** https://docs.aws.amazon.com/appsync/latest/devguide/extensions-js.html */
const createExtensions = (invocation: () => Invocation) => ({
  setSubscriptionFilter: (filter: unknown) => invocation().setFilter('filter', parseFilter(toPlain(filter))),
  setSubscriptionInvalidationFilter: (filter: unknown) =>
    invocation().setFilter('invalidationFilter', parseFilter(toPlain(filter))),
  invalidateSubscriptions({ subscriptionField, payload }: { subscriptionField: string; payload: object }) {
    invocation().invalidate({ subscriptionField, payload: toPlain(payload) as Record<string, unknown> });
  },
  /** Only an API with a cache has entries to evict, and the local one has none. */
  evictFromApiCache() {
    throw new OperatorError('extensions.evictFromApiCache: API caching is not offered by the local AppSync.');
  },
});

/** Thrown by `runtime.earlyReturn` to leave a handler at once. Not an error, so it carries no stack. */
export interface EarlyReturn {
  readonly kind: typeof EARLY_RETURN;
  readonly value: unknown;
  readonly skipTo: 'END' | 'NEXT';
}

export const EARLY_RETURN = Symbol('early return');

const isEarlyReturn = (thrown: unknown): thrown is EarlyReturn =>
  typeof thrown === 'object' && thrown !== null && (thrown as EarlyReturn).kind === EARLY_RETURN;

/** `runtime.earlyReturn`: https://docs.aws.amazon.com/appsync/latest/devguide/runtime-utils-js.html */
function earlyReturn(value?: unknown, { skipTo = 'NEXT' }: { skipTo?: 'END' | 'NEXT' } = {}): never {
  throw { kind: EARLY_RETURN, value: value ?? null, skipTo } satisfies EarlyReturn;
}

/** `console` of resolver code: each call is one line of the feed's log. */
function createConsole(world: World, invocation: () => Invocation) {
  const write = (...values: unknown[]) => {
    const { source, traceId } = invocation();
    world.feed.publish({ kind: 'log', traceId, source, line: values.map(asText).join(' ') });
  };
  return { log: write, error: write };
}

const asText = (value: unknown) =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? inspect(value));
