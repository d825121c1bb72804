import { serveHttp } from '../../../local/adapters/serveHttp.ts';
import { createWorld, type World } from '../../../local/platform/World.ts';
import { runInvocation } from '../../../local/services/lambda/runInvocation.ts';
import { createWorkerSandbox } from '../../../local/services/lambda/sandbox/createWorkerSandbox.ts';
import type { Sandbox } from '../../../local/services/lambda/sandbox/Sandbox.ts';
import { parseObject, textOf } from '../JsonObject.ts';
import type { Calls, Delivered, Delivery, RehearsedFunction } from '../protocol.ts';
import { answerRequests } from './answerRequests.ts';
import { createCallLog } from './createCallLog.ts';
import { rehearsedEnvironment } from './environment.ts';
import { createTableCopy, type ReadTable } from './tableCopy.ts';

/** Functions that run as deployed, on copies of their tables. */
export interface Rehearsal {
  /** Runs one invocation. Time passes only while the handler waits for it, so nobody waits for a time-out. */
  deliver(delivery: Delivery): Promise<Delivered>;
  close(): Promise<void>;
}

/** How far time is moved while a handler waits for it, in milliseconds. */
const STEP_MS = 250;

/** A handler in a busy loop is stuck after twice as long by the machine's own clock, in milliseconds: its time is up. */
const STUCK_AFTER_MS = 5000;

/** @param at Epoch milliseconds at which time begins. */
export const createRehearsal = async (read: ReadTable, at: number): Promise<Rehearsal> => {
  const world = createWorld({ frozenAt: at });
  const calls = createCallLog();
  /** Without what it reads, a dry run knows nothing: a handler would see a table that fails. */
  let unread: Error | undefined;
  const copy = createTableCopy(world, (action, input) =>
    read(action, input).catch((error: unknown) => {
      unread ??= error instanceof Error ? error : new Error(String(error));
      throw unread;
    }),
  );
  const server = await serveHttp({
    handle: answerRequests({ world, copy, calls }),
    port: 0,
    host: '127.0.0.1',
    purpose: 'dry run',
    variable: 'no variable',
  });
  const sandboxes = new Map<string, Sandbox>();

  const sandboxOf = (rehearsed: RehearsedFunction) => {
    const existing = sandboxes.get(rehearsed.arn);
    if (existing?.alive) return existing;
    const sandbox = startSandbox(world, rehearsed, server.url);
    sandboxes.set(rehearsed.arn, sandbox);
    return sandbox;
  };

  return {
    async deliver({ function: rehearsed, payload, at: due }) {
      await world.clock.advance(Math.max(due - world.clock.now(), 0));
      calls.take();
      const lines: string[] = [];
      const { timeoutMs, arn } = rehearsed;
      const outcome = await invoke(world, sandboxOf(rehearsed), { payload, timeoutMs, arn }, lines);
      if (unread) throw unread;
      return { ...outcome, lines, calls: withRefused(calls.take(), lines), endedAt: world.clock.now() };
    },
    async close() {
      await Promise.all([...sandboxes.values()].map((sandbox) => sandbox.kill()));
      await server.close();
      world.clock.stop();
    },
  };
};

const startSandbox = (
  { clock, random }: World,
  rehearsed: RehearsedFunction,
  endpointUrl: string,
): Sandbox => {
  const { taskRoot, handler, runtime, memoryMb } = rehearsed;
  return createWorkerSandbox({
    time: clock.shared,
    seed: random.seed(),
    taskRoot,
    handler,
    runtime,
    memoryMb,
    environment: rehearsedEnvironment(rehearsed, endpointUrl),
  });
};

interface Invocation {
  readonly payload: string;
  readonly timeoutMs: number;
  readonly arn: string;
}

const invoke = async (
  world: World,
  sandbox: Sandbox,
  { payload, timeoutMs, arn }: Invocation,
  lines: string[],
) => {
  const requestId = world.random.uuid();
  const traceHeader = 'Root=1-00000000-000000000000000000000000;Sampled=0';
  const invocation = { requestId, payload, traceHeader, invokedFunctionArn: arn, timeoutMs };
  let ended = false;
  const outcome = world.activity
    .run((self) =>
      runInvocation(world, sandbox, invocation, {
        self,
        stuckAfterMs: STUCK_AFTER_MS,
        log: (line) => void lines.push(line),
      }),
    )
    .finally(() => (ended = true));
  for (;;) {
    await Promise.race([outcome, world.activity.idle()]);
    if (ended) return outcome;
    await world.clock.advance(STEP_MS);
  }
};

/** The guard's own lines say which connections it refused. */
const withRefused = (calls: Calls, lines: readonly string[]): Calls => {
  const refused = lines.flatMap((line) =>
    line.startsWith('{"refusedConnection"') ? (textOf(parseObject(line), 'refusedConnection') ?? []) : [],
  );
  return { ...calls, unanswered: [...new Set([...calls.unanswered, ...refused])] };
};
