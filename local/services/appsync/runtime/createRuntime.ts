import { inspect } from 'node:util';
import type { World } from '../../../platform/World.ts';
import { invariant, OperatorError } from '../../../platform/errors.ts';
import type { Code } from '../Api.ts';
import { parseSubscriptionFilter } from './parseSubscriptionFilter.ts';
import type { Invocation } from './Invocation.ts';
import { ResolverError } from './ResolverError.ts';
import type { Invalidation } from '../Execution.ts';
import type { Gauge } from './createGauge.ts';
import { createRealm } from './createRealm.ts';
import { dynamodbModule } from './dynamodbModule.ts';
import { type Charge, toPlainData } from './toPlainData.ts';
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

/** What `translateCode` writes: makes the handlers anew, so that nothing is left of one request in the next. */
type CreateHandlers = (modules: object, gauge: Gauge) => Handlers;

export function createRuntime(world: World): Runtime {
  let current: Invocation | undefined;
  const currentInvocation = () => {
    invariant(current, 'a handler is running');
    return current;
  };
  const charge = (steps: number) => realm.gauge.charge(steps);
  const modules = createModules(world, currentInvocation, charge);
  const { util, extensions, runtime } = modules['@aws-appsync/utils'];
  const console = createConsole(world, currentInvocation, charge);
  const realm = createRealm(world, modules, { util, extensions, runtime, console });
  const loaded = new WeakMap<Code, CreateHandlers>();

  const load = (code: Code): CreateHandlers => {
    // `translateCode` writes a function of these that returns the other one.
    const script = realm.evaluate(translateCode(code).script, FILE, -1) as (
      globals: object,
    ) => CreateHandlers;
    return script(realm.globals);
  };

  const handlersOf = (code: Code) => {
    const known = loaded.get(code) ?? load(code);
    loaded.set(code, known);
    return known(realm.modules, realm.gauge);
  };

  return {
    run(code, handler, context, invocation) {
      const outer = current;
      current = invocation;
      realm.gauge.reset();
      try {
        return { value: toPlainData(handlersOf(code)[handler](realm.importContext(context)), charge) };
      } catch (thrown) {
        if (isEarlyReturn(thrown)) return { value: thrown.value, skipTo: thrown.skipTo };
        if (thrown instanceof ResolverError) throw thrown;
        throw runtimeError(world, code, thrown, invocation);
      } finally {
        current = outer;
      }
    },
  };
}

const FILE = 'code.js';

/** The caller learns only that there was a fault; its place and message go to the log. */
function runtimeError(
  world: World,
  code: Code,
  thrown: unknown,
  { source, traceId, segmentId }: Invocation,
): ResolverError {
  if (thrown instanceof OperatorError) throw thrown;
  const [, line, column] = /code\.js:(\d+):(\d+)/.exec(String(errorMember(thrown, 'stack'))) ?? [];
  const place = line && column ? `:${translateCode(code).placeOf(Number(line), Number(column))}` : '';
  const message = String(errorMember(thrown, 'message') ?? thrown);
  world.feed.publish({
    kind: 'log',
    traceId,
    parentId: segmentId,
    source,
    line: `${FILE}${place}: ${message}`.slice(0, LONGEST_LINE),
  });
  return new ResolverError('Runtime Error', 'Code');
}

/** Errors of the realm are no instances of this realm's `Error`. */
const errorMember = (thrown: unknown, name: 'stack' | 'message'): unknown =>
  typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, name) : undefined;

/** The modules that resolver code can import, by specifier. */
const createModules = (world: World, invocation: () => Invocation, charge: Charge) => ({
  '@aws-appsync/utils': {
    util: createUtil(world, invocation, charge),
    extensions: createExtensions(invocation),
    runtime: { earlyReturn },
  },
  '@aws-appsync/utils/dynamodb': dynamodbModule,
});

/** https://docs.aws.amazon.com/appsync/latest/devguide/extensions-js.html */
const createExtensions = (invocation: () => Invocation) => ({
  setSubscriptionFilter: (filter: unknown) =>
    invocation().setSubscriptionFilter('filter', parseSubscriptionFilter(filter)),
  setSubscriptionInvalidationFilter: (filter: unknown) =>
    invocation().setSubscriptionFilter('invalidationFilter', parseSubscriptionFilter(filter)),
  invalidateSubscriptions(invalidation: Invalidation) {
    const { subscriptionField, payload } = invalidation;
    invocation().invalidateSubscriptions({ subscriptionField, payload });
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

/** Chosen: what a line of the log shows at most. */
const LONGEST_LINE = 16_384;
/** Chosen, so that a handler writes at most two thousand lines. */
const LINE_STEPS = 1000;

/** `console` of resolver code: each call writes one log line to the feed. */
function createConsole(world: World, invocation: () => Invocation, charge: Charge) {
  const write = (...values: unknown[]) => {
    charge(LINE_STEPS);
    const { source, traceId, segmentId } = invocation();
    const line = values.map(toLogText).join(' ').slice(0, LONGEST_LINE);
    world.feed.publish({ kind: 'log', traceId, parentId: segmentId, source, line });
  };
  return { log: write, error: write };
}

const toLogText = (value: unknown) =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? inspect(value));
