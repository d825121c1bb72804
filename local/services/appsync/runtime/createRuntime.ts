import { Script } from 'node:vm';
import type { World } from '../../../platform/World.ts';
import { invariant } from '../../../platform/errors.ts';
import type { Code } from '../Api.ts';
import { createConsole } from './createConsole.ts';
import { createModules } from './createModules.ts';
import { createRealm } from './createRealm.ts';
import { isEarlyReturn } from './earlyReturn.ts';
import type { Invocation } from './Invocation.ts';
import { ResolverError } from './ResolverError.ts';
import { toPlain } from './toPlain.ts';
import { translateCode } from './translateCode.ts';

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
