import { inspect } from 'node:util';
import { Script } from 'node:vm';
import type { World } from '../../../platform/World.ts';
import { invariant, OperatorError } from '../../../platform/errors.ts';
import type { Code } from '../Api.ts';
import { parseSubscriptionFilter } from './parseSubscriptionFilter.ts';
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
   * Runs one handler. Throws `ResolverError` for an error that the code raises, and for a fault in the code,
   * whose cause is only in the log.
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

/** Our own limit, which is the same on every machine; AppSync limits a handler's memory and CPU time. */
const MAX_ITERATIONS = 1_000_000;

export function createRuntime(world: World): Runtime {
  let current: Invocation | undefined;
  let iterations = 0;
  const currentInvocation = () => {
    invariant(current, 'a handler is running');
    return current;
  };
  const modules = createModules(world, currentInvocation);
  const { util, extensions, runtime } = modules['@aws-appsync/utils'];
  const console = createConsole(world, currentInvocation);
  const realm = createRealm(world, { util, extensions, runtime, console });
  const loaded = new WeakMap<Code, Handlers>();

  const countIteration = () => {
    if (++iterations > MAX_ITERATIONS)
      throw new RangeError(`A handler's loops turned more than ${MAX_ITERATIONS} times.`);
  };

  const load = (code: Code): Handlers => {
    const script = new Script(translateCode(code).script, { filename: FILE, lineOffset: -1 });
    // `translateCode` writes a function of these two that returns the handlers.
    const module = script.runInContext(realm) as (...imports: unknown[]) => Handlers;
    return module(modules, countIteration);
  };

  const handlersOf = (code: Code) => {
    const known = loaded.get(code) ?? load(code);
    loaded.set(code, known);
    return known;
  };

  return {
    run(code, handler, context, invocation) {
      const outer = current;
      current = invocation;
      iterations = 0;
      try {
        return { value: toPlainData(handlersOf(code)[handler](context)) };
      } catch (thrown) {
        if (isEarlyReturn(thrown)) return { value: toPlainData(thrown.value), skipTo: thrown.skipTo };
        if (thrown instanceof ResolverError) throw thrown;
        throw runtimeError(world, thrown, invocation);
      } finally {
        current = outer;
      }
    },
  };
}

const FILE = 'code.js';

/** The caller learns only that there was a fault; its place and message go to the log. */
function runtimeError(world: World, thrown: unknown, { source, traceId }: Invocation): ResolverError {
  const place = /code\.js:\d+:\d+/.exec(String(errorMember(thrown, 'stack')))?.[0] ?? FILE;
  const message = String(errorMember(thrown, 'message') ?? thrown);
  world.feed.publish({ kind: 'log', traceId, source, line: `${place}: ${message}` });
  return new ResolverError('Runtime Error', 'Code');
}

/** Errors of the realm are no instances of this realm's `Error`. */
const errorMember = (thrown: unknown, name: 'stack' | 'message'): unknown =>
  typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, name) : undefined;

/** The modules that resolver code can import, by specifier. */
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
      // The copy of an object is an object.
      payload: toPlainData(payload) as Record<string, unknown>,
    });
  },
  /** The local AppSync has no API cache. */
  evictFromApiCache() {
    throw new OperatorError('extensions.evictFromApiCache: API caching is not offered by the local AppSync.');
  },
});

/** Thrown by `runtime.earlyReturn` to leave a handler at once. It is no `Error`, because a stack would cost time. */
interface EarlyReturn {
  readonly kind: typeof EARLY_RETURN;
  readonly value: unknown;
  readonly skipTo: 'END' | 'NEXT';
}

const EARLY_RETURN = Symbol('early return');

const isEarlyReturn = (thrown: unknown): thrown is EarlyReturn =>
  typeof thrown === 'object' && thrown !== null && 'kind' in thrown && thrown.kind === EARLY_RETURN;

/** `runtime.earlyReturn`: https://docs.aws.amazon.com/appsync/latest/devguide/runtime-utils-js.html */
function earlyReturn(value?: unknown, { skipTo = 'NEXT' }: { skipTo?: 'END' | 'NEXT' } = {}): never {
  const thrown: unknown = { kind: EARLY_RETURN, value: value ?? null, skipTo } satisfies EarlyReturn;
  throw thrown;
}

/** `console` of resolver code: each call writes one log line to the feed. */
function createConsole(world: World, invocation: () => Invocation) {
  const write = (...values: unknown[]) => {
    const { source, traceId } = invocation();
    world.feed.publish({ kind: 'log', traceId, source, line: values.map(toLogText).join(' ') });
  };
  return { log: write, error: write };
}

const toLogText = (value: unknown) =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? inspect(value));
