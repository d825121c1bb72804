// Loaded into the target's process before its program, with a channel to the attacker: tells once a second what only
// the process itself can know, and
// collects garbage, or sets the clock, when it is asked to.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

// Threads, such as the sandboxes of functions, inherit the option that loads this file.
if (isMainThread) {
  // For this one context: the realms of resolvers must not have it.
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();

  let before = { at: performance.now(), ...process.cpuUsage() };
  const report = (collected) => {
    const { rss, heapUsed, external } = process.memoryUsage();
    const now = { at: performance.now(), ...process.cpuUsage() };
    const cpuMs = (now.user - before.user + now.system - before.system) / 1000;
    const busy = cpuMs / (now.at - before.at);
    process.send?.({ collected, rss, heapUsed, external, longestDelayMs: delay.max / 1e6, busy });
    before = now;
    delay.reset();
  };

  setInterval(() => report(false), 1000).unref();
  const machineNow = Date.now;
  let shift = 0;
  process.on('message', ({ shiftMs }) => {
    if (shiftMs !== undefined) {
      shift += shiftMs;
      Date.now = () => machineNow() + shift;
      return;
    }
    gc();
    report(true);
  });
  process.channel?.unref();
}
