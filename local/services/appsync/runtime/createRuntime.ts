import { inspect } from 'node:util';
import { Script } from 'node:vm';
import { OperatorError } from '../../../platform/errors.ts';
import type { World } from '../../../platform/World.ts';
import { invariant } from '../../../platform/errors.ts';
import type { Code } from '../Api.ts';
import { parseSubscriptionFilter } from '../execution/parseSubscriptionFilter.ts';
import type { Invocation } from './Invocation.ts';
import { ResolverError } from './ResolverError.ts';
import { createRealm } from './createRealm.ts';
import { dynamodbModule } from './dynamodbModule.ts';
import { toPlainData } from './toPlainData.ts';
import { translateCode } from './translateCode.ts';
import { createUtil } from './util/createUtil.ts';

/** APPSYNC_JS 1.0.0: https://docs.aws.amazon.com/appsync/latest/devguide/resolver-util-reference-js.html */
export interface Runtime {
  /**
   * Runs one handler to its end. Throws `ResolverError` for what the code raises, and for a fault
   * of the code's, which only its log explains.
   */
  run(code: Code, handler: HandlerName, context: object, invocation: Invocation): HandlerResult;
}

export type HandlerName = 'request' | 'response';

export interface HandlerResult {
  readonly value: unknown;
  /** Set when the handler ended by `runtime.earlyReturn`. */
  readonly skipTo?: 'END' | 'NEXT';
}

type Handlers = Record<HandlerName, (context: object) => unknown>;

/** Ours, so that a run ends alike on every machine; AppSync bounds a handler's memory and CPU time. */
const MAX_ITERATIONS = 1_000_000;

export function createRuntime(world: World): Runtime {
  let current: Invocation | undefined;
  let iterations = 0;
  const invocation = () => {
    invariant(current, 'a handler is running');
    return current;
  };
  const modules = createModules(world, invocation);
  const { util, extensions, runtime } = modules['@aws-appsync/utils'];
  const realm = createRealm(world, { util, extensions, runtime, console: createConsole(world, invocation) });
  const loaded = new WeakMap<Code, Handlers>();

  const countIteration = () => {
    if (++iterations > MAX_ITERATIONS)
      throw new RangeError(`A handler's loops turned more than ${MAX_ITERATIONS} times.`);
  };

  const load = (code: Code): Handlers => {
    const script = new Script(translateCode(code).script, { filename: FILE, lineOffset: -1 });
    return script.runInContext(realm)(modules, countIteration);
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
      iterations = 0;
      try {
        return { value: toPlainData(handlersOf(code)[handler](context)) };
      } catch (thrown) {
        if (isEarlyReturn(thrown)) return { value: toPlainData(thrown.value), skipTo: thrown.skipTo };
        if (thrown instanceof ResolverError) throw thrown;
        throw runtimeError(world, thrown, of);
      } finally {
        current = outer;
      }
    },
  };
}

const FILE = 'code.js';

/** The caller learns only that there was a fault; where it was goes to the log. */
function runtimeError(world: World, thrown: any, { source, traceId }: Invocation): ResolverError {
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
  setSubscriptionFilter: (filter: unknown) =>
    invocation().setSubscriptionFilter('filter', parseSubscriptionFilter(toPlainData(filter))),
  setSubscriptionInvalidationFilter: (filter: unknown) =>
    invocation().setSubscriptionFilter('invalidationFilter', parseSubscriptionFilter(toPlainData(filter))),
  invalidateSubscriptions({ subscriptionField, payload }: { subscriptionField: string; payload: object }) {
    invocation().invalidateSubscriptions({
      subscriptionField,
      payload: toPlainData(payload) as Record<string, unknown>,
    });
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
