import type { InFlight } from '../../../platform/Activity.ts';
import type { Sandbox } from './Sandbox.ts';

export interface SpinWatch {
  /** The sandbox gave a sign of life. */
  responsive(): void;
  stop(): void;
}

/**
 * Takes an invocation out of the work in flight while its sandbox's event loop has not turned for
 * one to two times `afterMs`, and puts it back once it turns again. The one place where the
 * machine's own time counts: while the cloud's stands still, nothing else tells a busy loop from
 * work that is about to end.
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
