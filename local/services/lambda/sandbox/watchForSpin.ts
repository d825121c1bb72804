import type { InFlight } from '../../../platform/Activity.ts';
import type { Sandbox } from './Sandbox.ts';

export interface SpinWatch {
  /** Call this whenever the sandbox sent a message. */
  responsive(): void;
  stop(): void;
}

/**
 * Pauses an invocation while its sandbox's event loop has not turned for one to two times `afterMs`, so that it does
 * not count as work in flight, and resumes it once the loop turns again. Only here the machine's own clock counts:
 * while the cloud's time stands still, nothing else distinguishes a busy loop from work that is about to end.
 */
export function watchForSpin(sandbox: Sandbox, afterMs: number | undefined, self: InFlight): SpinWatch {
  let silent = false;
  let spins = false;
  const look = () => {
    if (!sandbox.ready) return;
    if (silent && !spins) {
      spins = true;
      self.pause();
    }
    silent = true;
    sandbox.ping();
  };
  const timer = afterMs === undefined ? undefined : setInterval(look, afterMs).unref();

  return {
    responsive() {
      silent = false;
      if (!spins) return;
      spins = false;
      self.resume();
    },
    stop: () => clearInterval(timer),
  };
}
