import { parentPort, workerData } from 'node:worker_threads';
import { FROZEN } from '../../../../platform/Clock.ts';
import { createRandomness } from '../../../../platform/Randomness.ts';
import { invariant } from '../../../../platform/errors.ts';
import type { FromSandbox, SandboxData, ToSandbox } from '../Sandbox.ts';
import { createRunner } from './createRunner.ts';
import { createTimerQueue } from './createTimerQueue.ts';
import { installLog } from './installLog.ts';
import { installRandomness } from './installRandomness.ts';
import { createSandboxTime, installDate, installStopwatches } from './installTime.ts';
import { installTimers } from './installTimers.ts';
import { installRuntimeModules, loadHandler } from './loadHandler.ts';

// The thread of a sandbox: it replaces the machine's time and randomness by the cloud's, loads the function's code,
// then runs invocations.

// `createWorkerSandbox` passes this data.
const { time, seed, taskRoot, handler, runtime } = workerData as SandboxData;
invariant(parentPort, 'runs as a worker thread');
const port = parentPort;
const post = (message: FromSandbox) => port.postMessage(message);

delete process.env['NODE_COMPILE_CACHE'];
const now = createSandboxTime(time);
const timers = createTimerQueue(now);
installDate(now);
installStopwatches(time, now);
if (time[FROZEN] === 1) installTimers(timers);
installRandomness(createRandomness(seed));
const log = installLog((line) => post({ type: 'log', line }));
installRuntimeModules();
post({ type: 'ready' });

const runner = createRunner({
  port,
  post,
  timers,
  now,
  flushLog: log.flush,
  runtime,
  loaded: loadHandler(taskRoot, handler),
});
port.on('message', (message: ToSandbox) => {
  if (message.type === 'invoke') {
    log.begin();
    runner.invoke(message);
  }
  if (message.type === 'wake') runner.wake();
  if (message.type === 'ping') post({ type: 'pong' });
});
