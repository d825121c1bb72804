import { parentPort, workerData } from 'node:worker_threads';
import { FROZEN } from '../../../../platform/Clock.ts';
import { createRandomness } from '../../../../platform/Randomness.ts';
import { invariant } from '../../../../platform/errors.ts';
import type { FromSandbox, SandboxData, ToSandbox } from '../messages.ts';
import { createRunner } from './createRunner.ts';
import { createSandboxTime } from './createSandboxTime.ts';
import { installChance } from './installChance.ts';
import { installDate } from './installDate.ts';
import { installLog } from './installLog.ts';
import { installRuntimeModules } from './installRuntimeModules.ts';
import { installStopwatches } from './installStopwatches.ts';
import { installTimers } from './installTimers.ts';
import { loadHandler } from './loadHandler.ts';
import { createTimerQueue } from './createTimerQueue.ts';

// What a sandbox's thread runs: the cloud's time and chance are put in place of the machine's, then
// the function's code is loaded, then invocations come.
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
installChance(createRandomness(seed));
const flushLog = installLog((line) => post({ type: 'log', line }));
installRuntimeModules();
post({ type: 'ready' });

const runner = createRunner({
  port,
  post,
  timers,
  now,
  flushLog,
  runtime,
  loaded: loadHandler(taskRoot, handler),
});
port.on('message', (message: ToSandbox) => {
  if (message.type === 'invoke') runner.invoke(message);
  if (message.type === 'wake') runner.wake();
  if (message.type === 'ping') post({ type: 'pong' });
});
