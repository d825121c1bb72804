import type { Clock, Timer } from './Clock.ts';

/** One timer for the earliest of many moments. */
export interface Alarm {
  /** Sets the timer to `moment`, in epoch milliseconds, unless it is set to an earlier one. Firing too early does no harm. */
  setTo(moment: number): void;
  cancel(): void;
}

export function createAlarm(clock: Clock, onTime: () => void): Alarm {
  let timer: Timer | undefined;
  let firesAt = Infinity;
  return {
    setTo(moment) {
      if (moment >= firesAt) return;
      timer?.cancel();
      firesAt = moment;
      timer = clock.schedule(moment - clock.now(), () => {
        firesAt = Infinity;
        onTime();
      });
    },
    cancel: () => timer?.cancel(),
  };
}
